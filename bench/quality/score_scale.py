#!/usr/bin/env python3
"""Scores a wirecopy run on a corpus of make_scale.py.

    score_scale.py RUN TRUTH.jsonl

Of the story: all copies must be in one story cluster without any other article, and all near copies in one duplicate
cluster. Of the footer: it must be boilerplate in every article (95 % of its code points), and no passage of a pair may
touch it.

Exit code: 0 PASS, 1 FAIL or malformed input.
"""

import argparse
import collections
import sys
from pathlib import Path

from run_folder import Malformed, common, read_passages, read_rows

MARKED = 0.95  # share of the footer's code points that must be boilerplate


def cluster_of(run: Path, level: str) -> dict[str, str]:
    """{article id: cluster id} of one level."""
    return {member: row["id"] for row in read_rows(run / "clusters.jsonl", ("id", "level", "members"))
            if row["level"] == level for member in row["members"]}


def gathered(ids: list[str], clusters: dict[str, str]) -> tuple[int, float, set[str]]:
    """(clusters that hold `ids`, share of the ids that the largest of them holds, those clusters); a lost id is alone."""
    counts = collections.Counter(clusters.get(id, f"not in any cluster: {id}") for id in ids)
    return len(counts), max(counts.values()) / len(ids), set(counts)


def score_story(run: Path, truth: list[dict]) -> dict[str, float]:
    """Clusters and shares of the copies."""
    copies = [row["id"] for row in truth if row["kind"] == "copy"]
    near = [row["id"] for row in truth if row["near"]]
    stories, duplicates = cluster_of(run, "story"), cluster_of(run, "duplicate")
    story_clusters, story_share, holders = gathered(copies, stories)
    near_clusters, near_share, _ = gathered(near, duplicates)
    strangers = sum(stories.get(row["id"]) in holders for row in truth if row["kind"] == "own")
    return {"copies": len(copies), "near copies": len(near),
            "story clusters of the copies": story_clusters, "copies in the largest": story_share,
            "duplicate clusters of the near copies": near_clusters, "near copies in the largest": near_share,
            "other articles among the copies": strangers}


def score_footer(run: Path, truth: list[dict]) -> dict[str, float]:
    """Articles whose footer is marked, and pairs that the footer made."""
    footers = {row["id"]: (row["begin"], row["end"]) for row in truth}
    marked = 0
    for row in read_rows(run / "articles.jsonl", ("id", "boilerplate")):
        footer = footers.get(row["id"])
        if footer:
            covered = sum(common(footer, (part["begin"], part["end"])) for part in row["boilerplate"])
            marked += covered >= MARKED * (footer[1] - footer[0])
    pairs = read_passages(run / "pairs.jsonl")
    touching = sum(any(common(place, footers[id]) for passage in pair["passages"]
                       for id, place in zip((pair["a"], pair["b"]), passage)) for pair in pairs)
    return {"articles": len(footers), "footers marked": marked / len(footers), "pairs": len(pairs),
            "pairs by the footer": touching}


def score(run: Path, truth: Path) -> dict[str, float]:
    """The figures of a run: counts, and shares from 0 to 1."""
    rows = read_rows(truth, ("id", "kind"))
    if not rows:
        raise Malformed(f"{truth}: no articles")
    return score_footer(run, rows) if rows[0]["kind"] == "footer" else score_story(run, rows)


def failures(figures: dict[str, float]) -> list[str]:
    """What is not as it must be, as text."""
    wanted = {"story clusters of the copies": 1, "duplicate clusters of the near copies": 1,
              "other articles among the copies": 0, "footers marked": 1, "pairs by the footer": 0}
    return [f"{name}: {figures[name]:g}, not {value}" for name, value in wanted.items()
            if name in figures and figures[name] != value]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("run", type=Path, help="run folder of wirecopy scan")
    parser.add_argument("truth", type=Path, help="truth file of make_scale.py")
    options = parser.parse_args(arguments)
    try:
        figures = score(options.run, options.truth)
    except Malformed as error:
        print(f"score_scale.py: {error}", file=sys.stderr)
        return 1
    for name, value in figures.items():
        print(f"{name:40} {value:.6g}")
    wrong = failures(figures)
    print(f"FAIL: {'; '.join(wrong)}" if wrong else "PASS")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
