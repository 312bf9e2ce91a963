#!/usr/bin/env python3
"""Scores the quotations that a wirecopy run calls one utterance, and its pairs with a common source.

    score_utterances.py RUN TRUTH_DIR

TRUTH_DIR holds quotes.json: utterances with the quotations of each. Articles that pairs of the relation common-source join are
printed as groups.

Pairs of quotations. Wanted are all pairs of quotations of unlike articles that quotes.json has in one utterance. Found are the
quote pairs of pairs.jsonl; a quotation is an annotated one when they share half of its code points. `linked` counts what
follows from found pairs as well: two quotations that a chain of found pairs joins. Look-alikes that quotes.json names are
listed when they are found.

Exit code: 0 measured, 1 malformed input.
"""

import argparse
import itertools
import sys
from pathlib import Path

from run_folder import Malformed, common, read_json, read_rows, require
from score_seeds import file_name


def read_quotations(document: dict) -> dict[str, list[tuple[str, tuple[int, int]]]]:
    """{file name: [(quotation's id, span)]}"""
    return {name: [(quote["id"], tuple(quote["cp"])) for quote in quotes] for name, quotes in document["articles"].items()}


def annotated(quotations: list, place: tuple[int, int]) -> str | None:
    """The annotated quotation that has half of its code points in `place`."""
    for name, span in quotations:
        if 2 * common(place, span) >= span[1] - span[0]:
            return name
    return None


def found_pairs(pairs: list[dict], quotations: dict) -> set[frozenset]:
    """What the run calls one utterance, as pairs of annotated quotations; unknown ones by their place."""
    found = set()
    for pair in pairs:
        for quote in pair.get("quote_pairs", ()):
            sides = []
            for side in "ab":
                name = file_name(pair[side])
                place = (quote[f"{side}_begin"], quote[f"{side}_end"])
                sides.append(annotated(quotations.get(name, []), place) or f"{name} {place}")
            found.add(frozenset(sides))
    return found


def linked_pairs(found: set[frozenset], owner: dict[str, str]) -> set[frozenset]:
    """All pairs of unlike articles that chains of found pairs join."""
    group = {quote: quote for pair in found for quote in pair}

    def root(quote: str) -> str:
        while group[quote] != quote:
            quote = group[quote]
        return quote

    for first, second in (sorted(pair) for pair in found):
        group[root(first)] = root(second)
    return {frozenset(pair) for pair in itertools.combinations(sorted(group), 2)
            if root(pair[0]) == root(pair[1]) and owner.get(pair[0]) != owner.get(pair[1])}


def wanted_pairs(document: dict) -> set[frozenset]:
    """All pairs of quotations of unlike articles in one utterance."""
    return {frozenset((one["quote"], other["quote"])) for utterance in document["utterances"]
            for one, other in itertools.combinations(utterance["direct"], 2) if one["file"] != other["file"]}


def components(pairs: list[dict]) -> list[list[str]]:
    """The groups of articles that pairs of the relation common-source join."""
    groups: list[set[str]] = []
    for pair in pairs:
        if pair.get("relation") != "common-source":
            continue
        both = {file_name(pair["a"]), file_name(pair["b"])}
        touched = [group for group in groups if group & both]
        groups = [group for group in groups if not group & both] + [both.union(*touched)]
    return sorted(sorted(group) for group in groups)


def measure(run: Path, truth: Path) -> dict[str, float]:
    """Prints everything; returns the figures by name."""
    document = read_json(truth / "quotes.json")
    require(document, ("articles", "utterances", "lookalikes_not_matches"), str(truth / "quotes.json"))
    quotations = read_quotations(document)
    owner = {quote: name for name, quotes in quotations.items() for quote, _ in quotes}
    pairs = read_rows(run / "pairs.jsonl", ("a", "b", "relation"))
    found, wanted = found_pairs(pairs, quotations), wanted_pairs(document)
    alike = {frozenset((one["a"], one["b"])) for one in document["lookalikes_not_matches"]}
    figures = {}
    for name, mine in (("", found), (", linked", linked_pairs(found, owner))):
        right = len(mine & wanted)
        figures[f"utterance precision{name}"] = right / len(mine) if mine else 1.0
        figures[f"utterance recall{name}"] = right / len(wanted) if wanted else 1.0
        print(f"utterance pairs{name}: {len(mine)} found, {right} of {len(wanted)} wanted")
    figures["look-alikes"] = len(found & alike)
    for title, some in (("missed", wanted - found), ("wrong", found - wanted), ("look-alikes", found & alike)):
        for pair in sorted(map(sorted, some)):
            print(f"    {title}: {' / '.join(pair)}")
    for group in components(pairs):
        print("common source:", ", ".join(group))
    for pair in pairs:
        if pair["relation"] == "quotation":
            print("quotation:", file_name(pair["a"]), file_name(pair["b"]))
    for name, value in figures.items():
        print(f"{name}: {value:.4f}" if isinstance(value, float) else f"{name}: {value}")
    return figures


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("run", type=Path, help="run folder of wirecopy scan over the annotated articles")
    parser.add_argument("truth", type=Path, help="folder with quotes.json")
    options = parser.parse_args(arguments)
    try:
        measure(options.run, options.truth)
    except Malformed as error:
        print(f"score_utterances.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
