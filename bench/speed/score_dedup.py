#!/usr/bin/env python3
"""Recall and precision of `wirecopy dedup`: pairs of articles in one cluster against pairs in one true cluster.

    score_dedup.py ANNOTATED.jsonl TRUTH.jsonl [--pairs FILE.npz]

TRUTH has one line an article, {"id", "cluster"}. --pairs: exact Jaccard resemblances of the true pairs, as an npz of
i, j (numbers of lines) and jac; then also recall and precision against the pairs with a resemblance of at least 0.5.
One line of JSON.
"""
import argparse
import json
from collections import Counter


def pairs_of(counts):
    return sum(n * (n - 1) // 2 for n in counts)


def read(path, label):
    with open(path, encoding="utf-8") as lines:
        return {row["id"]: label(row) for row in map(json.loads, lines)}


def score(found, truth):
    """Pairs within the same found cluster and the same true one."""
    both = pairs_of(Counter((found[i], truth[i]) for i in found).values())
    in_found, in_truth = pairs_of(Counter(found.values()).values()), pairs_of(Counter(truth.values()).values())
    of_found = {}
    for article, cluster in found.items():
        of_found.setdefault(cluster, set()).add(truth[article])
    sizes = Counter(found.values())
    several = [cluster for cluster, size in sizes.items() if size > 1]
    pure = sum(len(of_found[cluster]) == 1 for cluster in several)
    ratio = lambda part, whole: round(part / whole, 4) if whole else None
    return {"true_pairs": in_truth, "found_pairs": in_found, "pair_recall": ratio(both, in_truth),
            "pair_precision": ratio(both, in_found), "clusters": len(several), "pure_clusters": ratio(pure, len(several))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated")
    parser.add_argument("truth")
    parser.add_argument("--pairs")
    arguments = parser.parse_args()
    found = read(arguments.annotated, lambda row: row["wirecopy"]["cluster"])
    truth = read(arguments.truth, lambda row: row["cluster"])
    result = score(found, truth)
    if arguments.pairs:
        import numpy

        cluster = list(found.values())
        exact = numpy.load(arguments.pairs)
        high = exact["jac"] >= 0.5
        hit = sum(cluster[i] == cluster[j] for i, j in zip(exact["i"][high], exact["j"][high]))
        result["recall_j50"] = round(hit / int(high.sum()), 4)
        result["precision_j50"] = round(hit / result["found_pairs"], 4)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
