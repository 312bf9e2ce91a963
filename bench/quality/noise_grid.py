#!/usr/bin/env python3
"""Makes planted corpora with every level of noise, scans them and prints one table, length of run by noise.

    noise_grid.py BINARY [--articles 2000] [--seed 7] [--language en|id] [SCAN OPTIONS]

A cell holds recall, mean and median error of the ends in code points, and granularity (pieces a found plant).
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from evaluation_table import aligned
from make_planted import RUN_WORDS, CannotPlant, article_row, make_corpus, write_rows
from planted_grammar import GRAMMARS
from planted_noise import LEVELS
from score_planted import score


def scan_and_score(binary: str, corpus, language: str, scan_options: list[str]) -> dict:
    """The figures of score_planted.py for a scan of `corpus`."""
    with tempfile.TemporaryDirectory(prefix="wirecopy-noise-") as scratch:
        articles, truth, run = (Path(scratch) / name for name in ("planted.jsonl", "planted.truth.jsonl", "run"))
        write_rows(articles, (article_row(article, language) for article in corpus.articles))
        write_rows(truth, corpus.truth)
        subprocess.run([binary, "scan", str(articles), *scan_options, "-o", str(run), "--quiet"], check=True)
        return score(run, truth)


def cell(row: dict) -> str:
    """Recall, mean/median error and granularity of one length."""
    if not row["found"]:
        return f"{row['recall']:.3f}"
    ends = row["boundary_error"]
    return f"{row['recall']:.3f}  {ends['mean']:.1f}/{ends['median']:g}  {row['granularity']:.2f}"


def grid(binary: str, articles: int, seed: int, language: str, scan_options: list[str]) -> str:
    """The whole table."""
    rows = [["noise", *(f"{words} words" for words in RUN_WORDS), "false passages"]]
    for level, shares in LEVELS.items():
        result = scan_and_score(binary, make_corpus(articles, seed, language, *shares), language, scan_options)
        rows.append([level, *(cell(result["by_words"][str(words)]) for words in RUN_WORDS), str(result["false_passages"])])
    return aligned(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("binary", help="the wirecopy program")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--language", choices=sorted(GRAMMARS), default="en")
    options, scan_options = parser.parse_known_args()
    try:
        print(grid(options.binary, options.articles, options.seed, options.language, scan_options))
    except (CannotPlant, subprocess.CalledProcessError) as error:
        print(f"noise_grid.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
