#!/usr/bin/env python3
"""Precision and recall of credits on labelled snippets, by language and by kind.

    score_credits.py [--held] [--verbose] [FOLDER]

FOLDER (default: fixtures/credits) holds LANG.jsonl and LANG.held.jsonl, a snippet a line: `id`, `text`, `credits`
(what a reader would mark: `agency`, `kind`, `begin`, `end` in code points, `text`), `trap` (written so that a careless
rule finds something), and for a few `author` or another field of the record with `metadata`, the agency that it
credits. --held takes the files that are held back, which nobody looks at while rules are made.

The program that WIRECOPY_BIN names (default: build/release/wirecopy) scans them. Every snippet has an outlet of its own,
so that nothing is learned from one for another, and the language is not told.

A found credit matches a label when they share a code point, the agencies are the same and the kinds are:
attribution-in-text and quoted-medium count as one, in-text; a credit line for a part is a kind of its own, partial. The
largest one-to-one matching counts. What matches nothing is false, whatever it names, unless it finds a label once more.

Exit code: 0, or 1 where a language is below the bar (precision 0.98, recall 0.95).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.95
IN_TEXT = ("attribution-in-text", "quoted-medium")
OWN_FIELDS = ("id", "credits", "trap", "metadata")


def read_snippets(folder: Path, held: bool) -> dict[str, list[dict]]:
    """{language: snippets}; the labels' spans are held against their text."""
    snippets = {}
    for path in sorted(folder.glob("*.jsonl")):
        language, *rest = path.name.split(".")[:-1]
        if (rest == ["held"]) != held:
            continue
        snippets[language] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for snippet in snippets[language]:
            for credit in snippet["credits"]:
                if snippet["text"][credit["begin"]:credit["end"]] != credit["text"]:
                    raise SystemExit(f"{path}: {snippet['id']}: span and text of a label differ: {credit['text']!r}")
    return snippets


def scan(snippets: list[dict], binary: Path) -> dict[str, dict]:
    """{id: article row} of a scan of all snippets."""
    with tempfile.TemporaryDirectory() as folder:
        feed, run = Path(folder, "feed.jsonl"), Path(folder, "run")
        records = [{"id": s["id"], "outlet": f"outlet {s['id']}",
                    **{name: value for name, value in s.items() if name not in OWN_FIELDS}} for s in snippets]
        feed.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
        subprocess.run([binary, "scan", feed, "-o", run, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        rows = map(json.loads, (run / "articles.jsonl").read_text(encoding="utf-8").splitlines())
        return {row["id"]: row for row in rows}


def kind_of(credit: dict) -> str:
    """The kind that is counted."""
    if credit["kind"] in IN_TEXT:
        return "in-text"
    return "partial" if credit.get("partial") else credit["kind"]


def matches(found: dict, label: dict) -> bool:
    """Whether a found credit is the labelled one."""
    return (found["begin"] < label["end"] and label["begin"] < found["end"]
            and found["agency"] == label["agency"] and kind_of(found) == kind_of(label))


def judge(snippet: dict, row: dict) -> tuple[list[dict], list[dict], list[dict]]:
    """(labels found, labels missed, false finds); labels and finds are few and in order, so the first that fits is
    the largest matching."""
    labels, finds = list(snippet["credits"]), list(row["credits"])
    if snippet.get("metadata") is not None or row["credit"]["state"] == "metadata":
        place = {"kind": "metadata", "begin": 0, "end": 1}
        if snippet.get("metadata") is not None:
            labels.append({"agency": snippet["metadata"], "text": "(field)", **place})
        if row["credit"]["state"] == "metadata":
            finds.append({"agency": row["credit"]["agency"], "text": row["credit"]["text"], **place})
    hits, missed, served = [], [], set()
    for label in labels:
        found = next((i for i, find in enumerate(finds) if i not in served and matches(find, label)), None)
        (missed if found is None else hits).append(label)
        served.add(found)
    false = [find for i, find in enumerate(finds)
             if i not in served and not any(matches(find, label) for label in labels)]
    return hits, missed, false


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def measure(folder: Path, held: bool, binary: Path) -> tuple[dict[str, Counter], dict[str, Counter], list[str]]:
    """Counts of found, missed and false by language and by kind, and a line for each error."""
    snippets = read_snippets(folder, held)
    rows = scan([snippet for some in snippets.values() for snippet in some], binary)
    by_language, by_kind, errors = {}, {}, []
    for language, some in snippets.items():
        for snippet in some:
            verdict = dict(zip(("found", "missed", "false"), judge(snippet, rows[snippet["id"]])))
            for name, credits in verdict.items():
                for credit in credits:
                    by_language.setdefault(language, Counter())[name] += 1
                    by_kind.setdefault(kind_of(credit), Counter())[name] += 1
                    if name != "found":
                        errors.append(f"{name} {snippet['id']}: {kind_of(credit)} {credit['agency']}: "
                                      f"{credit['text']!r} in {snippet['text']!r}")
            by_language.setdefault(language, Counter())["snippets"] += 1
            by_language[language]["traps"] += snippet["trap"]
    return by_language, by_kind, errors


def show(name: str, counts: Counter) -> None:
    precision = share(counts["found"], counts["found"] + counts["false"])
    recall = share(counts["found"], counts["found"] + counts["missed"])
    made = f"{counts['snippets']:4} snippets, {counts['traps']:3} traps" if counts["snippets"] else ""
    print(f"{name:14} precision {precision:.3f}  recall {recall:.3f}  found {counts['found']:3}"
          f"  missed {counts['missed']:2}  false {counts['false']:2}  {made}")


def passes(counts: Counter) -> bool:
    return (share(counts["found"], counts["found"] + counts["false"]) >= LEAST_PRECISION
            and share(counts["found"], counts["found"] + counts["missed"]) >= LEAST_RECALL)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures" / "credits")
    parser.add_argument("--held", action="store_true", help="the files that are held back")
    parser.add_argument("--verbose", action="store_true", help="a line for each error")
    options = parser.parse_args(arguments)
    binary = Path(os.environ.get("WIRECOPY_BIN", ROOT / "build" / "release" / "wirecopy"))
    by_language, by_kind, errors = measure(options.folder, options.held, binary)
    for name, counts in sorted(by_language.items()):
        show(name, counts)
    show("all", sum(by_language.values(), Counter()))
    print()
    for name, counts in sorted(by_kind.items()):
        show(name, counts)
    if options.verbose:
        print("", *errors, sep="\n")
    return 0 if all(map(passes, by_language.values())) else 1


if __name__ == "__main__":
    sys.exit(main())
