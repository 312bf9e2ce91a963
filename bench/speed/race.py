#!/usr/bin/env python3
"""Races `wirecopy dedup` against other tools on one file: whole processes, in turn, so that drift of the machine hits all.

    bench/speed/race.py --peers DIR --corpus FEED.jsonl [--threads 1 2] [--rounds 3] [--only gaoya rensa] [--truth FILE]

DIR holds the other tools as their authors ship them, set up by hand: `venv/bin/python peer_NAME.py e2e FEED --threads N`
for those in Python, `rust/target_native/release/peers_rust gaoya e2e FEED 0 N OUT` for the one in Rust (built for the
native processor). Each prints a line of JSON last. What is not there is named and left out.

Printed: of each contender and number of threads the medians of wall and processor seconds, articles a second, peak
memory, and how many times as long as `wirecopy dedup` at the same threads it took (median of the rounds' ratios). With
--truth ({"id", "cluster"} a line, and FEED.pairs.npz beside the feed) what was found: of true pairs with a Jaccard
resemblance of at least 0.5, and of pairs in one true cluster.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
WIRECOPY = HERE.parents[1] / "build/release/wirecopy"
SCORE = HERE / "score_dedup.py"


def contenders(peers, corpus, work):
    """{name: command of a number of threads}."""
    dedup = [WIRECOPY, "dedup", corpus, "--force", "--annotations-only"]
    all_of_them = {
        "wirecopy": lambda n: [*dedup, "-o", work / "wirecopy.jsonl", "--threads", str(n)],
        "wirecopy-j50": lambda n: [*dedup, "--likeness", "jaccard", "--threshold", "0.5", "-o",
                                   work / "wirecopy-j50.jsonl", "--threads", str(n)],
        "gaoya": lambda n: [peers / "rust/target_native/release/peers_rust", "gaoya", "e2e", corpus, "0", str(n),
                            work / "gaoya.u32"],
    }
    for name in ("rensa", "fastsketch", "datasketch"):
        all_of_them[name] = lambda n, name=name: [peers / "venv/bin/python", f"peer_{name}.py", "e2e", corpus, "--threads", str(n)]
    return all_of_them


def run(command, folder):
    """Wall and processor seconds, peak megabytes, and the last line of what was printed."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        lines = output.read().decode(errors="replace").strip().splitlines()
    if process.returncode != 0:
        sys.exit(f"race: {' '.join(map(str, command))} ended with {process.returncode}: {lines[-1:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, lines[-1] if lines else ""


def found_by(name, last_line, arguments, work, articles):
    if not arguments.truth:
        return ""
    pairs = arguments.corpus.with_suffix(".pairs.npz")
    python = arguments.peers / "venv/bin/python"  # which has numpy
    if name.startswith("wirecopy"):
        command = [python, SCORE, work / f"{name}.jsonl", arguments.truth, "--pairs", pairs]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    if name == "gaoya":
        command = [python, "score.py", work / "gaoya.u32", arguments.corpus, str(articles)]
        last_line = subprocess.run(command, cwd=arguments.peers, capture_output=True, text=True, check=True).stdout
    row = json.loads(last_line)
    return json.dumps({key: row[key] for key in row if key.startswith(("recall", "precision", "found_pairs"))})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    arguments.peers, arguments.corpus = arguments.peers.resolve(), arguments.corpus.resolve()
    if arguments.truth:
        arguments.truth = arguments.truth.resolve()
    with open(arguments.corpus, "rb") as feed:
        articles = sum(1 for _ in feed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        racing = contenders(arguments.peers, arguments.corpus, work)
        for name in list(racing):
            program = Path(racing[name](1)[0])
            if not program.exists() or (arguments.only and not name.startswith("wirecopy") and name not in arguments.only):
                print(f"race: without {name}: {'not asked for' if program.exists() else f'{program} is not there'}", file=sys.stderr)
                del racing[name]
        runs, last = {}, {}
        for _ in range(arguments.rounds):
            for threads in arguments.threads:
                for name, command in racing.items():
                    *figures, last[name] = run(command(threads), arguments.peers)
                    runs.setdefault((name, threads), []).append(figures)
        print(f"{'contender':14}{'threads':>8}{'wall s':>9}{'cpu s':>9}{'articles/s':>12}{'MB':>7}{'x wirecopy':>12}{'its cpu':>9}")
        for (name, threads), rounds in runs.items():
            wall, cpu, memory = (median(column) for column in zip(*rounds))
            ratio, cpu_ratio = (median(mine[i] / base[i] for mine, base in zip(rounds, runs["wirecopy", threads])) for i in (0, 1))
            print(f"{name:14}{threads:8}{wall:9.2f}{cpu:9.2f}{articles / wall:12.0f}{memory:7.0f}{ratio:12.2f}{cpu_ratio:9.2f}")
        for name in racing:
            print(f"{name:14}{found_by(name, last[name], arguments, work, articles)}")


if __name__ == "__main__":
    main()
