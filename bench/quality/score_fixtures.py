#!/usr/bin/env python3
"""Scores a wirecopy run over fixtures/feeds against fixtures/labels.

    score_fixtures.py RUN

Copy: the pairs labelled verbatim, light-edit, abridged or embedded are wanted; reported are those whose overlap is
near-duplicate, contained or partial. The copy labels are complete, so that every other reported pair is wrong.
Credits: place, kind and agency must agree; one found credit serves one label. Boilerplate: the share of the labelled
code points that are not white space and that the run marks as boilerplate.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path

from run_folder import Malformed, read_rows

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
COPY_LABELS = ("verbatim", "light-edit", "abridged", "embedded")
COPY_OVERLAPS = ("near-duplicate", "contained", "partial")


# ---------------------------------------------------------------- reading

def fixture_texts() -> dict[str, str]:
    """The text of every article of fixtures/feeds, by id."""
    texts = {}
    for path in sorted((FIXTURES / "feeds").rglob("*")):
        if path.is_dir():
            continue
        raw = path.read_bytes()
        content = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
        if path.suffix == ".txt":
            texts[f"{path.parent.name}/{path.name}"] = content
            continue
        whole = path.suffix == ".json"
        records = json.loads(content) if whole else [json.loads(line) for line in content.split("\n") if line.strip()]
        texts.update((record["id"], record["text"]) for record in records)
    return texts


def labels(name: str) -> list[dict]:
    """The labels of one kind: pairs, credits or boilerplate."""
    return read_rows(FIXTURES / "labels" / f"{name}.jsonl", ())


# ---------------------------------------------------------------- scores

def match_pairs(pairs: list[dict]) -> tuple[set, set]:
    """(labelled copies, pairs reported as copies), each a set of frozen sets of two ids."""
    wanted = {frozenset((row["a"], row["b"])) for row in labels("pairs") if row["label"] in COPY_LABELS}
    return wanted, {frozenset((row["a"], row["b"])) for row in pairs if row["overlap"] in COPY_OVERLAPS}


def one_kind(kind: str) -> str:
    """An attribution and a medium that was spoken to are told apart by a hair: they count as one."""
    return "attribution-in-text" if kind == "quoted-medium" else kind


def place_of(label: dict, text: str) -> tuple[int, int]:
    """Where the labelled text stands, in code points."""
    at = -1
    for _ in range(label["occurrence"] + 1):
        at = text.index(label["text"], at + 1)
    return at, at + len(label["text"])


def match_credits(articles: list[dict], texts: dict[str, str]) -> tuple[list, list, list]:
    """(labels found, labels missed, [(article id, credit)] that no label has): one credit for one label."""
    free = [(one["id"], credit) for one in articles for credit in one["credits"]]
    found, missed = [], []
    for label in labels("credits"):
        begin, end = place_of(label, texts[label["id"]])
        fits = next((pair for pair in free
                     if pair[0] == label["id"] and one_kind(pair[1]["kind"]) == one_kind(label["kind"]) and
                     pair[1]["agency"] == label["agency"] and pair[1]["begin"] < end and begin < pair[1]["end"]), None)
        if fits is None:
            missed.append(label)
        else:
            free.remove(fits)
            found.append(label)
    return found, missed, free


def boilerplate_coverage(articles: list[dict], texts: dict[str, str]) -> list[tuple[dict, int, int]]:
    """[(label, its code points that are covered, all its code points)]; white space does not count."""
    marked = {one["id"]: one["boilerplate"] for one in articles}
    coverage = []
    for label in labels("boilerplate"):
        text = texts[label["id"]]
        inside = bytearray(len(text))
        for part in marked.get(label["id"], ()):
            inside[part["begin"]:part["end"]] = b"\1" * (part["end"] - part["begin"])
        wanted = covered = 0
        at = text.index(label["text"])
        while at >= 0:
            places = [n for n in range(at, at + len(label["text"])) if not text[n].isspace()]
            wanted += len(places)
            covered += sum(inside[n] for n in places)
            at = text.find(label["text"], at + len(label["text"]))
        coverage.append((label, covered, wanted))
    return coverage


def score(run: Path) -> dict[str, float]:
    """All shares, from 0 to 1; a precision of nothing is 1."""
    articles = read_rows(run / "articles.jsonl", ("id", "credits", "boilerplate"))
    wanted, reported = match_pairs(read_rows(run / "pairs.jsonl", ("a", "b", "overlap")))
    texts = fixture_texts()
    found, missed, extra = match_credits(articles, texts)
    coverage = boilerplate_coverage(articles, texts)
    right = len(wanted & reported)
    return {"copy recall": right / len(wanted),
            "copy precision": right / len(reported) if reported else 1.0,
            "credit recall": len(found) / (len(found) + len(missed)),
            "credit precision": len(found) / (len(found) + len(extra)) if found or extra else 1.0,
            "boilerplate covered": sum(c for _, c, _ in coverage) / sum(w for _, _, w in coverage)}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("run", type=Path, help="run folder of wirecopy scan over fixtures/feeds")
    options = parser.parse_args(arguments)
    try:
        for name, value in score(options.run).items():
            print(f"{name:20} {value:.4f}")
    except Malformed as error:
        print(f"score_fixtures.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
