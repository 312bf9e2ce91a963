#!/usr/bin/env python3
"""Races the index of `wirecopy dedup --index` against the stores of other tools, in one run, on the same articles.

    bench/speed/index_race.py --peers DIR --corpus FEED.jsonl [--threads 1] [--rounds 3] [--articles 20000]

DIR as race.py takes it. The first half of the articles fills an empty store, the second half is added to it.

wirecopy: two nights, `dedup --index`, whole processes. *add* is all of the second night: JSON, signatures, texts packed and
written, pairs compared exactly, clusters, the commit on disk. *query* is its stage that finds what tonight's articles meet in
the store and among themselves, bands and estimates. *bytes* are those on disk without texts.
The others keep signatures in memory alone. *add* is making the signatures of the articles from their text and inserting
them; *query* asks the store for each of them; *bytes* are what the process grew by.

Printed: articles a second (medians of the rounds), and bytes an article. Recall and precision of the same methods: race.py --truth.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from race import WIRECOPY, run


def halves(corpus, articles, folder):
    with corpus.open("rb") as feed:
        lines = [line for line, _ in zip(feed, range(articles))]
    names = [folder / "first.jsonl", folder / "second.jsonl"]
    for name, part in zip(names, (lines[: len(lines) // 2], lines[len(lines) // 2:])):
        name.write_bytes(b"".join(part))
    return names, len(lines) // 2


def wirecopy_nights(feeds, count, threads, work, _):
    with tempfile.TemporaryDirectory(dir=work) as folder:
        for night, feed in enumerate(feeds, 1):
            command = [WIRECOPY, "dedup", feed, "--index", f"{folder}/index", "--night", f"2026-01-0{night}",
                       "--annotations-only", "-o", "/dev/null", "--threads", str(threads)]
            wall, _, _, last = run(command, work)
        stats = json.loads(subprocess.run([WIRECOPY, "index", "stats", f"{folder}/index", "--json"], capture_output=True,
                                          text=True, check=True).stdout)
    pair = float(re.search(r"pair ([0-9.]+)", last).group(1))
    return count / wall, count / max(pair, 0.005), stats["bytes_an_article"]


def python_store(name):
    def race(feeds, count, threads, work, peers):
        rows = [json.loads(run([peers / "venv/bin/python", f"peer_{name}.py", task, feeds[0], "--threads", str(threads)],
                               peers)[3]) for task in ("sig", "lsh")]
        return 1 / (1 / rows[0]["docs_s"] + 1 / rows[1]["insert_docs_s"]), rows[1]["query_docs_s"], rows[1]["index_bytes_doc"]
    return race


def gaoya_store(feeds, count, threads, work, peers):
    program = peers / "rust/target_native/release/peers_rust"
    rows = [json.loads(run([program, "gaoya", task, feeds[0], "0", str(threads), work / "out.u32"], peers)[3])
            for task in ("sig", "lsh")]
    return 1 / (1 / rows[0]["docs_s"] + 1 / rows[1]["insert_docs_s"]), rows[1]["query_docs_s"], rows[1]["index_bytes_doc"]


CONTENDERS = {"wirecopy": wirecopy_nights, "gaoya": gaoya_store, "rensa": python_store("rensa"),
              "datasketch": python_store("datasketch")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=20_000)
    arguments = parser.parse_args()
    figures = {name: [] for name in CONTENDERS}
    with tempfile.TemporaryDirectory() as folder:
        feeds, count = halves(arguments.corpus, arguments.articles, Path(folder))
        os.sync()
        for _ in range(arguments.rounds):
            for name, race in CONTENDERS.items():
                figures[name].append(race(feeds, count, arguments.threads, Path(folder), arguments.peers.resolve()))
                print(".", end="", file=sys.stderr, flush=True)
    print(f"\n{count} articles in the store, {count} more; {arguments.threads} thread(s), {arguments.rounds} rounds")
    print(f"{'':12}{'add':>12}{'query':>12}{'bytes':>8}   articles a second; bytes an article")
    for name, rounds in figures.items():
        add, query, size = (median(one[i] for one in rounds) for i in range(3))
        print(f"{name:12}{add:12,.0f}{query:12,.0f}{size:8,.0f}")


if __name__ == "__main__":
    main()
