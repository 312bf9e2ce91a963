#!/usr/bin/env python3
"""Scores a wirecopy run on the five seed articles against their annotation.

    score_seeds.py RUN TRUTH_DIR

TRUTH_DIR holds truth.json; the articles lie in the folder above it. Nobody copied anybody there, so that every pair
that shares more than speech (an overlap but "quotation" and "none") is an error.

Credits. A found credit matches an annotated one when they share a code point (of the annotated name or of its whole
phrase), the kinds are equal (attribution-in-text and quoted-medium count as one) and the agencies are; for unnamed
agencies ("media Rusia") place and kind are enough. Names are compared without case, spaces, punctuation and "the",
and one may contain the other. The largest one-to-one matching counts. What matches nothing is extra, unless it touches
an annotated credit that is not core: that is neither right nor wrong. A second find of a credit already served is
listed and not counted.

Body. Each code point that is not white space is body or not, in truth and in the run; agreement is the share of equal
ones.

Exit code: 0 PASS, 1 FAIL or malformed input.
"""

import argparse
import re
import sys
from itertools import groupby
from pathlib import Path

from run_folder import Malformed, common, read_json, read_passages, read_rows, require, span

LEAST_CORE_CREDITS = 28
MOST_EXTRA_CREDITS = 4
LEAST_AGREEMENT = 0.92
ONE_KIND = {"attribution-in-text": "in-text", "quoted-medium": "in-text"}
SHOWN = 60  # code points of a disagreeing stretch


# ---------------------------------------------------------------- reading

def read_truth(folder: Path) -> dict[str, dict]:
    """{file name: annotation}; each annotation gets `text`, the article itself."""
    path = folder / "truth.json"
    document = read_json(path)
    if not isinstance(document, dict):
        raise Malformed(f"{path}: not an object")
    truth = {name: entry for name, entry in document.items() if not name.startswith("_")}
    for name, entry in truth.items():
        require(entry, ("body", "boilerplate", "credits"), f"{path}: {name}")
        for part in entry["body"] + entry["boilerplate"] + entry["credits"]:
            require(part, ("cp",), f"{path}: {name}")
            if not isinstance(part["cp"], list) or len(part["cp"]) != 2:
                raise Malformed(f"{path}: {name}: not a span: {part['cp']!r}")
            span(*part["cp"], f"{path}: {name}")
        for part in entry["boilerplate"]:
            require(part, ("kind",), f"{path}: {name}")
        for credit in entry["credits"]:
            require(credit, ("id", "canonical", "kind", "source_type", "core", "name_span"), f"{path}: {name}")
        try:
            entry["text"] = (folder.parent / name).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Malformed(f"{folder.parent / name}: {error}") from error
    return truth


def file_name(article_id: str) -> str:
    """The file's name, where the id is its path."""
    return re.split(r"[/\\]", article_id)[-1]


def read_articles(path: Path) -> dict[str, dict]:
    """{file name: article row}, spans checked."""
    articles = {}
    for row in read_rows(path, ("id", "body", "credits")):
        where = f"{path}: {row['id']}"
        if not isinstance(row["body"], list) or not isinstance(row["credits"], list):
            raise Malformed(f"{where}: body and credits must be lists")
        for piece in row["body"]:
            if not isinstance(piece, list) or len(piece) != 2:
                raise Malformed(f"{where}: not a span: {piece!r}")
            span(*piece, where)
        for credit in row["credits"]:
            require(credit, ("agency", "kind", "begin", "end"), where)
            span(credit["begin"], credit["end"], where)
        articles[file_name(row["id"])] = row
    return articles


# ---------------------------------------------------------------- pairs

def pair_errors(pairs: list[dict]) -> list[str]:
    """The pairs that claim more than a shared quotation."""
    return [f"{file_name(p['a'])} / {file_name(p['b'])}: {p['overlap']}" for p in pairs if p["overlap"] not in ("quotation", "none")]


def caption_passages(pairs: list[dict], truth: dict) -> list[str]:
    """Reported passages that touch a caption in either article."""
    captions = {name: [tuple(part["cp"]) for part in entry["boilerplate"] if part["kind"].startswith("caption")]
                for name, entry in truth.items()}
    lines = []
    for pair in pairs:
        for passage in pair["passages"]:
            for name, place in zip((file_name(pair["a"]), file_name(pair["b"])), passage):
                if any(common(place, caption) for caption in captions.get(name, ())):
                    lines.append(f"{name} {place[0]}-{place[1]}: {shorten(truth[name]['text'][slice(*place)])}")
    return lines


def shorten(text: str) -> str:
    """The first SHOWN code points on one line."""
    return repr(text[:SHOWN])


# ---------------------------------------------------------------- credits

def normal_name(name: str | None) -> str:
    """Letters and digits of a name, without case and without the word "the"."""
    words = re.findall(r"[^\W_]+", (name or "").casefold())
    return "".join(word for word in words if word != "the")


def is_unnamed(credit: dict) -> bool:
    """Whether an annotated credit has no name that a tool could give."""
    return credit["source_type"].endswith("-unnamed") or "(unnamed)" in credit["canonical"]


def touches(found: dict, credit: dict) -> bool:
    """Whether the two share a code point, of the annotated name or its phrase."""
    place = (found["begin"], found["end"])
    return any(common(place, tuple(cp)) for cp in (credit["cp"], credit["name_span"]["cp"]))


def matches(found: dict, credit: dict) -> bool:
    """Whether a found credit is the annotated one: place, kind and agency."""
    if not touches(found, credit):
        return False
    if ONE_KIND.get(found["kind"], found["kind"]) != ONE_KIND.get(credit["kind"], credit["kind"]):
        return False
    if is_unnamed(credit):
        return True
    mine, theirs = normal_name(found["agency"]), normal_name(credit["canonical"])
    return bool(mine) and (mine in theirs or theirs in mine)


def largest_matching(found: list[dict], credits: list[dict]) -> dict[int, int]:
    """{index of credit: index of found credit}, as many as can be (augmenting paths, Kuhn 1955)."""
    edges = [[f for f, item in enumerate(found) if matches(item, credit)] for credit in credits]
    server: dict[int, int] = {}  # index of found credit: index of credit

    def serve(credit: int, tried: set[int]) -> bool:
        for f in edges[credit]:
            if f not in tried:
                tried.add(f)
                if f not in server or serve(server[f], tried):
                    server[f] = credit
                    return True
        return False

    for credit in range(len(credits)):
        serve(credit, set())
    return {credit: f for f, credit in server.items()}


def judge_credits(name: str, found: list[dict], annotated: list[dict]) -> dict[str, list[str]]:
    """The credits of one article as lines of text: right, missed, neutral, repeated, extra."""
    core = [credit for credit in annotated if credit["core"]]
    served = largest_matching(found, core)
    verdicts = {"right": [], "missed": [], "neutral": [], "repeated": [], "extra": []}
    for index, credit in enumerate(core):
        line = f"{credit['id']} {credit['kind']}: {credit['canonical']} -- {shorten(credit.get('text', ''))}"
        verdicts["right" if index in served else "missed"].append(line)
    for index, item in enumerate(found):
        if index in served.values():
            continue
        line = f"{name[:3]} {item['begin']}-{item['end']} {item['kind']}: {item['agency']} -- {shorten(item.get('text') or '')}"
        if any(matches(item, credit) for credit in core):
            verdicts["repeated"].append(line)
        elif any(touches(item, credit) for credit in annotated if not credit["core"]):
            verdicts["neutral"].append(line)
        else:
            verdicts["extra"].append(line)
    return verdicts


# ---------------------------------------------------------------- body

def flags(length: int, spans) -> bytearray:
    """One byte for each code point: 1 inside any of `spans`."""
    inside = bytearray(length)
    for begin, end in spans:
        inside[begin:min(end, length)] = b"\1" * max(0, min(end, length) - begin)
    return inside


def compare_body(text: str, truth_spans, run_spans) -> tuple[int, int, list[str]]:
    """(equal code points, all code points, disagreeing stretches as text); white space neither counts nor parts."""
    in_truth, in_run = flags(len(text), truth_spans), flags(len(text), run_spans)
    places = [i for i, char in enumerate(text) if not char.isspace()]
    stretches = []
    for (truth_says, run_says), group in groupby(places, key=lambda i: (in_truth[i], in_run[i])):
        if truth_says != run_says:
            stretch = list(group)
            side = "body, left out by the run" if truth_says else "not body, kept by the run"
            stretches.append(f"{stretch[0]}-{stretch[-1] + 1} {side}: {shorten(text[stretch[0]:stretch[-1] + 1])}")
    return sum(in_truth[i] == in_run[i] for i in places), len(places), stretches


# ---------------------------------------------------------------- report

def show(title: str, lines: list[str]) -> None:
    """A heading with its count and the lines under it."""
    print(f"{title}: {len(lines)}")
    for line in lines:
        print(f"    {line}")


def report_credits(truth: dict, articles: dict) -> dict[str, float]:
    """Prints the credits; returns how many core ones there are, how many were found, and how many are extra."""
    everything = {"right": [], "missed": [], "neutral": [], "repeated": [], "extra": []}
    for name, entry in truth.items():
        found = articles[name]["credits"] if name in articles else []
        for verdict, lines in judge_credits(name, found, entry["credits"]).items():
            everything[verdict] += lines
    right, missed = len(everything["right"]), len(everything["missed"])
    print(f"core credits found: {right} of {right + missed}")
    show("core credits missed", everything["missed"])
    show("extra credits", everything["extra"])
    show("found, annotated as not core (neither right nor wrong)", everything["neutral"])
    show("found once more (not counted)", everything["repeated"])
    return {"core credits": right + missed, "core credits found": right, "extra credits": len(everything["extra"])}


def report_body(truth: dict, articles: dict) -> float:
    """Prints the agreement on the body, by file and overall; returns the overall share."""
    equal_all = count_all = 0
    print("body agreement:")
    for name, entry in truth.items():
        run_spans = articles[name]["body"] if name in articles else []
        equal, count, stretches = compare_body(entry["text"], [part["cp"] for part in entry["body"]], run_spans)
        equal_all, count_all = equal_all + equal, count_all + count
        print(f"  {name}: {equal / max(1, count):.4f}")
        for line in stretches:
            print(f"    {line}")
    overall = equal_all / max(1, count_all)
    print(f"  overall: {overall:.4f} ({equal_all} of {count_all} code points)")
    return overall


def measure(run: Path, truth_folder: Path) -> dict[str, float]:
    """Prints everything; returns the figures by name: counts, and the body agreement as a share."""
    truth = read_truth(truth_folder)
    articles = read_articles(run / "articles.jsonl")
    pairs = read_passages(run / "pairs.jsonl")
    missing = sorted(set(truth) - set(articles))
    print(f"articles read: {len(truth) - len(missing)} of {len(truth)}" + "".join(f"\n    missing: {m}" for m in missing))
    wrong_pairs = pair_errors(pairs)
    show("pairs reported", [f"{file_name(p['a'])} / {file_name(p['b'])}: {p['overlap']}" for p in pairs])
    show("pairs that are not quotation", wrong_pairs)
    show("passages on a caption", caption_passages(pairs, truth))
    return {"articles": len(truth), "articles missing": len(missing), "pairs that are not quotation": len(wrong_pairs),
            **report_credits(truth, articles), "body agreement": report_body(truth, articles)}


def verdict(figures: dict[str, float]) -> bool:
    """Prints whether the figures of a run pass; returns it."""
    core, extra, agreement = figures["core credits found"], figures["extra credits"], figures["body agreement"]
    checks = {f"all {figures['articles']} articles read": not figures["articles missing"],
              "no pair that is not quotation": not figures["pairs that are not quotation"],
              f"core credits {core} >= {LEAST_CORE_CREDITS}": core >= LEAST_CORE_CREDITS,
              f"extra credits {extra} <= {MOST_EXTRA_CREDITS}": extra <= MOST_EXTRA_CREDITS,
              f"body agreement {agreement:.4f} >= {LEAST_AGREEMENT}": agreement >= LEAST_AGREEMENT}
    failed = [check for check, holds in checks.items() if not holds]
    print(f"FAIL: not so: {'; '.join(failed)}" if failed else f"PASS: {'; '.join(checks)}")
    return not failed


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("run", type=Path, help="run folder of wirecopy scan over the five articles")
    parser.add_argument("truth", type=Path, help="folder with truth.json")
    options = parser.parse_args(arguments)
    try:
        return 0 if verdict(measure(options.run, options.truth)) else 1
    except Malformed as error:
        print(f"score_seeds.py: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
