#!/usr/bin/env python3
"""Scores a wirecopy run on a corpus of make_planted.py.

    score_planted.py RUN TRUTH.jsonl [--json]

A plant is found when one reported passage of its pair, exact or edited, holds at least half of the plant's code
points, in both articles. Of several such passages the one that shares most with the plant gives the boundary errors:
|reported - true| in code points, of the begin in a and in b, and of the end in a and in b. Granularity is the mean
number of exact and edited passages that overlap a found plant (in both articles at once): 1 is best. A false passage,
of whatever kind, overlaps no plant of its pair; a false pair holds no plant at all. The order of a and b in a pair is
free.

Exit code: 0 scored, 1 malformed input.
"""

import argparse
import collections
import json
import math
import statistics
import sys
from pathlib import Path

from run_folder import Malformed, common, read_passages, read_rows, span

VERBATIM = ("exact", "edited")  # kinds of passage that find a plant
TRUTH_FIELDS = ("a", "b", "a_begin", "a_end", "b_begin", "b_end", "words", "variant")


def read_truth(path: Path) -> list[dict]:
    """The plants; each gets `pair` (ids, sorted) and `sides` {article id: span}."""
    rows = read_rows(path, TRUTH_FIELDS)
    if not rows:
        raise Malformed(f"{path}: no plants")
    for number, row in enumerate(rows, 1):
        where = f"{path}: plant {number}"
        if not isinstance(row["a"], str) or not isinstance(row["b"], str) or row["a"] == row["b"]:
            raise Malformed(f"{where}: a and b must be two different ids")
        if not isinstance(row["words"], int) or row["words"] < 1:
            raise Malformed(f"{where}: words must be a positive number")
        row["sides"] = {row["a"]: span(row["a_begin"], row["a_end"], where),
                        row["b"]: span(row["b_begin"], row["b_end"], where)}
        row["pair"] = tuple(sorted(row["sides"]))
    return rows


def read_run(run: Path) -> tuple[set[str], dict]:
    """(ids of the articles read, {pair of ids, sorted: [(passage as {article id: span}, kind)]})."""
    ids = {row["id"] for row in read_rows(run / "articles.jsonl", ("id",))}
    reported = collections.defaultdict(list)
    for row in read_passages(run / "pairs.jsonl"):
        if row["a"] == row["b"]:
            raise Malformed(f"{run / 'pairs.jsonl'}: {row['a']} is paired with itself")
        passages = reported[tuple(sorted((row["a"], row["b"])))]
        passages += [({row["a"]: in_a, row["b"]: in_b}, kind) for (in_a, in_b), kind in zip(row["passages"], row["kinds"])]
    return ids, reported


def shared(plant: dict, passage: dict) -> tuple[int, ...]:
    """Code points that plant and passage share, in each of the two articles."""
    return tuple(common(plant["sides"][id], passage[id]) for id in plant["pair"])


def is_found_by(plant: dict, passage: dict) -> bool:
    """Whether the passage holds at least half of the plant, in both articles."""
    return all(2 * common(plant["sides"][id], passage[id]) >= plant["sides"][id][1] - plant["sides"][id][0]
               for id in plant["pair"])


def boundary_errors(plant: dict, passage: dict) -> tuple[list[int], list[int]]:
    """(|begin difference|, |end difference|) in code points, one of each for either article."""
    begins = [abs(passage[id][0] - plant["sides"][id][0]) for id in plant["pair"]]
    ends = [abs(passage[id][1] - plant["sides"][id][1]) for id in plant["pair"]]
    return begins, ends


def spread(values: list[int]) -> dict | None:
    """Mean, median, 95th percentile (nearest rank) and largest of `values`; None when there are none."""
    if not values:
        return None
    ordered = sorted(values)
    return {"mean": round(sum(ordered) / len(ordered), 3), "median": statistics.median(ordered), "p95": ordered[math.ceil(0.95 * len(ordered)) - 1],
            "max": ordered[-1]}


def recall_row(plants: list[dict]) -> dict:
    """Recall, boundary errors and granularity over `plants`.

    `best` of a plant is the passage that found it, or None; `pieces` counts the passages that overlap it.
    """
    found = [plant for plant in plants if plant["best"]]
    errors = [boundary_errors(plant, plant["best"]) for plant in found]
    begins, ends = [e for both, _ in errors for e in both], [e for _, both in errors for e in both]
    return {"planted": len(plants), "found": len(found), "recall": round(len(found) / len(plants), 4),
            "begin_error": spread(begins), "end_error": spread(ends), "boundary_error": spread(begins + ends),
            "granularity": round(statistics.mean(plant["pieces"] for plant in found), 4) if found else None}


def grouped(plants: list[dict], field: str) -> dict:
    """One recall row for each value of `field`."""
    return {str(value): recall_row([plant for plant in plants if plant[field] == value])
            for value in sorted({plant[field] for plant in plants})}


def score(run: Path, truth: Path) -> dict:
    """All figures of a run."""
    plants = read_truth(truth)
    ids, reported = read_run(run)
    by_pair = collections.defaultdict(list)
    for plant in plants:
        by_pair[plant["pair"]].append(plant)
        verbatim = [passage for passage, kind in reported.get(plant["pair"], ()) if kind in VERBATIM]
        finders = [passage for passage in verbatim if is_found_by(plant, passage)]
        plant["pieces"] = sum(all(shared(plant, passage)) for passage in verbatim)
        plant["best"] = max(finders, key=lambda p: sum(shared(plant, p)), default=None)
    named = {id for plant in plants for id in plant["pair"]}
    if not named & ids:
        raise Malformed(f"{run}: none of the truth's articles was read; is it the run of another corpus?")
    false_passages = sum(not any(all(shared(plant, passage)) for plant in by_pair[pair])
                         for pair, passages in list(reported.items()) for passage, _ in passages)
    return {"articles_read": len(ids), "planted_articles_missing": len(named - ids), "by_words": grouped(plants, "words"),
            "by_variant": grouped(plants, "variant"), "all": recall_row(plants), "pairs_reported": len(reported),
            "passages_reported": sum(map(len, reported.values())), "false_passages": false_passages,
            "false_pairs": sum(not by_pair[pair] for pair in reported)}


def render(result: dict) -> str:
    """The figures as a table."""
    lines = ["errors in code points: mean median p95 max",
             f"{'':>12} {'planted':>8} {'found':>6} {'recall':>7}   {'begin error':<22}   {'end error':<22}   pieces"]

    def line(label: str, row: dict) -> None:
        errors = [f"{e['mean']:.2f} {e['median']:g} {e['p95']} {e['max']}" if e else "-" for e in (row["begin_error"], row["end_error"])]
        pieces = "-" if row["granularity"] is None else f"{row['granularity']:.3f}"
        lines.append(f"{label:>12} {row['planted']:8d} {row['found']:6d} {row['recall']:7.4f}   {errors[0]:<22}   "
                     f"{errors[1]:<22}   {pieces}")

    for words, row in sorted(result["by_words"].items(), key=lambda item: int(item[0])):
        line(f"{words} words", row)
    for variant, row in result["by_variant"].items():
        line(variant, row)
    line("all", result["all"])
    lines.append(f"articles read {result['articles_read']}, planted articles missing {result['planted_articles_missing']}")
    lines.append(f"pairs reported {result['pairs_reported']}, false {result['false_pairs']}")
    lines.append(f"passages reported {result['passages_reported']}, false {result['false_passages']}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("run", type=Path, help="run folder of wirecopy scan")
    parser.add_argument("truth", type=Path, help="truth file of make_planted.py")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        result = score(options.run, options.truth)
    except Malformed as error:
        print(f"score_planted.py: {error}", file=sys.stderr)
        return 1
    print(json.dumps(result, indent=1) if options.json else render(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
