#!/usr/bin/env python3
"""Check the fixture corpus under fixtures/ for consistency.

Usage: check_fixtures.py [FIXTURES_DIR]      (default: ../fixtures)

The checks, in short:

* every feed file parses, ids are unique, outlets are listed in outlets.csv,
  dates and urls are well formed;
* every label refers to an existing article, and every labelled text occurs in
  it (for credits: at least `occurrence` + 1 times; a caption-duplicate twice);
* pairs share as much text as their label promises:
    verbatim          a run of 40 words
    light-edit        a run of 12 words
    abridged          a run of 25 words, and the copy is markedly shorter
    embedded          a run of 25 words, and the copy is longer than what it took
    quotes-only       a run of 10 words, every such run inside quotation marks
    boilerplate-only  a run of 10 words, none of 12 outside labelled boilerplate
* common-source, translation, independent and all UNLABELLED pairs share no run
  of 12 words outside labelled boilerplate.

A word is a maximal run of letters and digits, casefolded, soft hyphens and
zero-width characters removed. When both articles are Japanese or Thai the unit
is one character, spaces left out, and every limit is doubled.

Prints counts by label; exits 1 with one line per violation.
"""

import collections
import csv
import datetime
import gzip
import itertools
import json
import pathlib
import re
import sys
import urllib.parse

LABELS = ("verbatim", "light-edit", "abridged", "embedded", "common-source",
          "translation", "independent", "quotes-only", "boilerplate-only")
CREDIT_KINDS = ("credit-line", "attribution-in-text", "photo-credit", "quoted-medium")
BOILERPLATE_KINDS = ("related-link", "caption", "caption-duplicate", "promo", "nav",
                     "legal", "dateline", "byline")
COPY_RUN = {"verbatim": 40, "light-edit": 12, "abridged": 25, "embedded": 25}
FORBIDDEN_RUN = 12          # words; the least run that counts as copied prose
BOILERPLATE_RUN = 10        # words; what a boilerplate-only or quotes-only pair must share
MIN_PAIRS_PER_LABEL = 4
MARKEDLY_SHORTER = 0.75     # abridged: length of the copy / length of the source, at most
CHARACTER_LANGUAGES = ("ja", "th")
QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|「[^」\n]*」')
INVISIBLE = "\u00ad\u200b\u200c\u200d\ufeff"

problems = []


def problem(message):
    problems.append(message)


# ------------------------------------------------------------------ reading

def json_lines(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except ValueError as error:
            problem(f"{path}:{number}: not valid JSON: {error}")


def read_feeds(folder):
    """Yield (file, record) for every article in every feed."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        if path.name.endswith(".jsonl.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as stream:
                records = list(json_lines(path, stream.read()))
        elif path.suffix == ".jsonl":
            records = list(json_lines(path, path.read_text(encoding="utf-8")))
        elif path.suffix == ".json":
            records = json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".txt":
            records = [{"id": f"{path.parent.name}/{path.name}", "outlet": path.parent.name, "language": "en",
                        "text": path.read_text(encoding="utf-8")}]
        else:
            problem(f"{path}: unexpected kind of file")
            continue
        for record in records:
            yield path, record


def check_record(path, record, known_outlets):
    where = f"{path.name}: {record.get('id')}"
    for field in ("id", "outlet", "text", "language"):
        if not isinstance(record.get(field), str) or not record[field]:
            problem(f"{where}: field {field!r} missing or empty")
    if record.get("outlet", "").casefold() not in known_outlets:
        problem(f"{where}: outlet {record.get('outlet')!r} is not in outlets.csv")
    published = record.get("published")
    if published is not None:
        try:
            datetime.datetime.fromisoformat(published.replace("Z", "+00:00"))
        except ValueError:
            problem(f"{where}: published {published!r} is not a date")
    url = record.get("url")
    if url is not None and not (urllib.parse.urlsplit(url).hostname or "").endswith(".example"):
        problem(f"{where}: url {url!r} is not under .example")


def read_outlets(path):
    known = set()
    with open(path, encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if rows.fieldnames != ["domain", "outlet", "family", "country", "is_agency", "aliases"]:
            problem(f"{path.name}: unexpected header {rows.fieldnames}")
        for row in rows:
            if row["is_agency"] not in ("0", "1"):
                problem(f"{path.name}: {row['outlet']}: is_agency is {row['is_agency']!r}")
            known.update(n.casefold() for n in [row["outlet"], *row["aliases"].split("|")] if n)
    return known


def check_agencies(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != ["canonical", "type", "forms", "short_forms"]:
        problem(f"{path.name}: unexpected header {lines[0]!r}")
    for line in lines[1:]:
        if len(line.split("\t")) != 4:
            problem(f"{path.name}: not four columns: {line!r}")


# ------------------------------------------------------------------ units and runs

class Units:
    """The words (or characters) of one article, some of them blanked.

    keys[i] is what is compared, quoted[i] tells whether the unit stands inside
    quotation marks. A blanked stretch leaves one key that equals nothing else.
    """

    def __init__(self, text, blanked=(), characters=False):
        holes = []
        for piece in sorted(blanked, key=len, reverse=True):
            holes += [match.span() for match in re.finditer(re.escape(piece), text)]
        hidden = bytearray(len(text))
        for start, end in holes:
            hidden[start:end] = b"\1" * (end - start)
        in_quotes = bytearray(len(text))
        for match in QUOTED.finditer(text):
            in_quotes[match.start():match.end()] = b"\1" * (match.end() - match.start())
        self.keys, self.quoted = [], []
        word, word_start, in_hole = [], 0, False

        def flush():
            if word:
                self.keys.append("".join(word).casefold())
                self.quoted.append(bool(in_quotes[word_start]))
                word.clear()

        for i, char in enumerate(text):
            if hidden[i]:
                flush()
                if not in_hole:
                    self.keys.append(object())
                    self.quoted.append(False)
                in_hole = True
                continue
            in_hole = False
            if char in INVISIBLE:
                continue
            if characters:
                if not char.isspace():
                    word_start = i
                    word.append(char)
                    flush()
            elif char.isalnum():
                if not word:
                    word_start = i
                word.append(char)
            else:
                flush()
        flush()

    def __len__(self):
        return sum(isinstance(key, str) for key in self.keys)

    def shingles(self, length):
        return {tuple(self.keys[i:i + length]) for i in range(len(self.keys) - length + 1)}


def runs(a, b, least):
    """Maximal runs shared by a and b, at least `least` units: (start in a, start in b, length)."""
    places = collections.defaultdict(list)
    for j in range(len(b.keys) - least + 1):
        places[tuple(b.keys[j:j + least])].append(j)
    found = []
    for i in range(len(a.keys) - least + 1):
        for j in places.get(tuple(a.keys[i:i + least]), ()):
            if i and j and a.keys[i - 1] == b.keys[j - 1]:
                continue
            length = least
            while (i + length < len(a.keys) and j + length < len(b.keys)
                   and a.keys[i + length] == b.keys[j + length]):
                length += 1
            found.append((i, j, length))
    return found


def show(units, start, length):
    return " ".join(str(key) for key in units.keys[start:start + min(length, 20)])


class Article:
    def __init__(self, record, boilerplate):
        self.id, self.text = record["id"], record["text"]
        self.characters = record["language"] in CHARACTER_LANGUAGES
        self.whole = {c: Units(self.text, (), c) for c in (False, True)}
        self.prose = {c: Units(self.text, boilerplate, c) for c in (False, True)}
        self.shingles = {c: self.prose[c].shingles(FORBIDDEN_RUN * (1 + c)) for c in (False, True)}


# ------------------------------------------------------------------ the pair rules

def check_no_copy(a, b, characters, label):
    if a.shingles[characters].isdisjoint(b.shingles[characters]):
        return
    scale = 2 if characters else 1
    for i, _, length in runs(a.prose[characters], b.prose[characters], FORBIDDEN_RUN * scale):
        problem(f"{a.id} / {b.id} ({label}): shares a run of {length}: "
                f"{show(a.prose[characters], i, length)}")


def check_pair(a, b, label):
    characters = a.characters and b.characters
    scale = 2 if characters else 1
    if label in COPY_RUN:
        need = COPY_RUN[label] * scale
        found = runs(a.whole[characters], b.whole[characters], FORBIDDEN_RUN * scale)
        longest = max((length for _, _, length in found), default=0)
        if longest < need:
            problem(f"{a.id} / {b.id} ({label}): longest shared run is {longest}, {need} needed")
        size_a, size_b = len(a.prose[characters]), len(b.prose[characters])
        if label == "abridged" and size_b > MARKEDLY_SHORTER * size_a:
            problem(f"{a.id} / {b.id} (abridged): {size_b} units is not markedly shorter than {size_a}")
        if label == "embedded":
            taken = sum(length for _, _, length in found)
            if size_b < 2 * taken:
                problem(f"{a.id} / {b.id} (embedded): {taken} of {size_b} units are copied, "
                        "more than half")
    elif label == "quotes-only":
        least = BOILERPLATE_RUN * scale
        found = runs(a.prose[characters], b.prose[characters], least)
        if not found:
            problem(f"{a.id} / {b.id} (quotes-only): no shared run of {least}")
        for i, j, length in found:
            if not (all(a.prose[characters].quoted[i:i + length])
                    and all(b.prose[characters].quoted[j:j + length])):
                problem(f"{a.id} / {b.id} (quotes-only): shared run leaves the quotation marks: "
                        f"{show(a.prose[characters], i, length)}")
    else:
        check_no_copy(a, b, characters, label)
        if label == "boilerplate-only":
            least = BOILERPLATE_RUN * scale
            if not runs(a.whole[characters], b.whole[characters], least):
                problem(f"{a.id} / {b.id} (boilerplate-only): no shared run of {least}")


# ------------------------------------------------------------------ main

def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1
                        else pathlib.Path(__file__).resolve().parent.parent / "fixtures")
    known_outlets = read_outlets(root / "outlets.csv")
    check_agencies(root / "agencies.tsv")

    records, files = {}, collections.Counter()
    for path, record in read_feeds(root / "feeds"):
        check_record(path, record, known_outlets)
        if record["id"] in records:
            problem(f"{path.name}: id {record['id']!r} is used twice")
        records[record["id"]] = record
        files[path.parent.name if path.suffix == ".txt" else path.name] += 1

    def labels(name):
        path = root / "labels" / name
        return list(json_lines(path, path.read_text(encoding="utf-8")))

    # Labelled boilerplate
    boilerplate = collections.defaultdict(list)
    boilerplate_count = collections.Counter()
    for label in labels("boilerplate.jsonl"):
        boilerplate_count[label["kind"]] += 1
        if label["kind"] not in BOILERPLATE_KINDS:
            problem(f"boilerplate.jsonl: {label['id']}: unknown kind {label['kind']!r}")
        if label["id"] not in records:
            problem(f"boilerplate.jsonl: no article {label['id']!r}")
            continue
        times = records[label["id"]]["text"].count(label["text"])
        if times < (2 if label["kind"] == "caption-duplicate" else 1):
            problem(f"boilerplate.jsonl: {label['id']}: {label['kind']} found {times} times: "
                    f"{label['text']!r}")
        boilerplate[label["id"]].append(label["text"])

    # Labelled credits
    credit_count = collections.Counter()
    seen_credits = set()
    for label in labels("credits.jsonl"):
        credit_count[label["kind"]] += 1
        if label["kind"] not in CREDIT_KINDS:
            problem(f"credits.jsonl: {label['id']}: unknown kind {label['kind']!r}")
        if label["id"] not in records:
            problem(f"credits.jsonl: no article {label['id']!r}")
            continue
        key = (label["id"], label["text"], label["occurrence"])
        if key in seen_credits:
            problem(f"credits.jsonl: {label['id']}: labelled twice: {label['text']!r}")
        seen_credits.add(key)
        times = records[label["id"]]["text"].count(label["text"])
        if times <= label["occurrence"]:
            problem(f"credits.jsonl: {label['id']}: {label['text']!r} occurs {times} times, "
                    f"occurrence {label['occurrence']} wanted")

    # Pairs
    articles = {id: Article(record, boilerplate[id]) for id, record in records.items()}
    pair_count = collections.Counter()
    labelled = {}
    for label in labels("pairs.jsonl"):
        a, b = label["a"], label["b"]
        pair_count[label["label"]] += 1
        if label["label"] not in LABELS:
            problem(f"pairs.jsonl: {a} / {b}: unknown label {label['label']!r}")
        missing = [id for id in (a, b) if id not in articles]
        for id in missing:
            problem(f"pairs.jsonl: no article {id!r}")
        if missing:
            continue
        key = frozenset((a, b))
        if len(key) == 1 or key in labelled:
            problem(f"pairs.jsonl: {a} / {b}: same article twice, or pair labelled twice")
        labelled[key] = label["label"]
        check_pair(articles[a], articles[b], label["label"])
    for label in LABELS:
        if pair_count[label] < MIN_PAIRS_PER_LABEL:
            problem(f"pairs.jsonl: only {pair_count[label]} pairs labelled {label}")
    for a, b in itertools.combinations(articles.values(), 2):
        if frozenset((a.id, b.id)) not in labelled:
            check_no_copy(a, b, a.characters and b.characters, "unlabelled")

    # Report
    def table(title, counter, order):
        print(f"{title}: {sum(counter.values())}")
        for key in order:
            print(f"  {key:20} {counter[key]}")

    languages = collections.Counter(record["language"] for record in records.values())
    table("articles by language", languages, [key for key, _ in languages.most_common()])
    table("articles by feed", files, sorted(files))
    table("pairs by label", pair_count, LABELS)
    table("credits by kind", credit_count, CREDIT_KINDS)
    table("boilerplate by kind", boilerplate_count, BOILERPLATE_KINDS)
    for message in problems:
        print("VIOLATION:", message, file=sys.stderr)
    if problems:
        print(f"{len(problems)} violations", file=sys.stderr)
        return 1
    print("all checks passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
