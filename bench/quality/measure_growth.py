#!/usr/bin/env python3
"""Scans corpora of make_scale.py in growing sizes; prints seconds, peak memory and how they grow.

    measure_growth.py BINARY story|footer [--sizes 5000 10000 20000] [--seed 7] [SCAN OPTIONS]

The exponent is the slope of the logarithms, by least squares: 1 is linear, 2 quadratic. Each run is scored too.

Exit code: 0 every run passes score_scale.py, 1 one does not.
"""

import argparse
import math
import statistics
import sys
import tempfile
from pathlib import Path

from evaluation_table import aligned
from make_scale import ROWS, SIZES, write_corpora
from measured_process import run_measured
from score_scale import failures, score


def exponent(sizes: list[int], values: list[float]) -> float:
    """The e of value = c * size ** e that fits best, by least squares on logarithms."""
    fit = statistics.linear_regression([math.log(size) for size in sizes], [math.log(value) for value in values])
    return fit.slope


def grow(binary: str, kind: str, sizes: list[int], seed: int, scan_options: list[str]) -> tuple[str, bool]:
    """(the table and the exponents, whether every run passes)."""
    rows, seconds, memory, passed = [["size", "articles", "seconds", "peak MB", "verdict"]], [], [], True
    with tempfile.TemporaryDirectory(prefix="wirecopy-growth-") as scratch:
        corpora = [(size, Path(scratch) / f"{size}.jsonl", Path(scratch) / f"{size}.truth.jsonl") for size in sizes]
        write_corpora(kind, seed, corpora)
        for size, articles, truth in corpora:
            run = Path(scratch) / f"run-{size}"
            done = run_measured([binary, "scan", str(articles), *scan_options, "-o", str(run), "--quiet"])
            if done.code:
                return f"scan of {size} ended with code {done.code}: {done.stderr.strip()}", False
            figures = score(run, truth)
            wrong = failures(figures)
            passed = passed and not wrong
            seconds.append(done.seconds)
            memory.append(done.peak_mb)
            count = sum(1 for _ in truth.open(encoding="utf-8"))
            rows.append([str(size), str(count), f"{done.seconds:.2f}", f"{done.peak_mb:.0f}",
                         f"FAIL: {'; '.join(wrong)}" if wrong else "PASS"])
    lines = [aligned(rows)]
    if len(sizes) > 1:
        lines.append(f"exponent: seconds {exponent(sizes, seconds):.2f}, peak MB {exponent(sizes, memory):.2f}")
    return "\n".join(lines), passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("binary", help="the wirecopy program")
    parser.add_argument("kind", choices=ROWS)
    parser.add_argument("--sizes", type=int, nargs="+", help="by default the usual size once, twice and four times")
    parser.add_argument("--seed", type=int, default=7)
    options, scan_options = parser.parse_known_args()
    sizes = options.sizes or [factor * SIZES[options.kind] for factor in (1, 2, 4)]
    text, passed = grow(options.binary, options.kind, sizes, options.seed, scan_options)
    print(text)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
