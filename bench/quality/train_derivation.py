#!/usr/bin/env python3
"""Fits the derivation model, says how good it is, and writes it into the repository.

    train_derivation.py [--stories 300] [--seed 11] [--penalty 1] [--trainer PROGRAM] [--sets FOLDER] [--dry-run]

Makes a corpus (make_derivation.py), lets the native half (derivation_trainer.cc, built here unless --trainer names it)
scan it and fit, and writes

    src/wirecopy/attribute/data/derivation.tsv    the weights
    docs/derivation-reliability.tsv and .svg     predicted probability against observed share

All figures are of articles whose story was left out of the fit: five folds of stories. Beside the model stand the same
without credits and times, a logistic regression on the reused share alone, the cut at 0.8 and the cut that is best on the other folds. Then the
model is held against what it has not seen: the fixtures, and wire-summit among the labelled sets (bench/quality/README.md),
whose pairs tell what an article should be. With --dry-run nothing is written.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from derivation_measures import (CERTAIN_NONE, LABELS, Prediction, confusion, fixed_cut, measure, reliability)
from make_derivation import write_corpus
from reliability_plot import reliability_svg
from run_folder import Malformed, read_rows

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "src" / "wirecopy" / "attribute" / "data" / "derivation.tsv"
PLOT = ROOT / "docs" / "derivation-reliability.svg"
FOLDS = 5
DEFAULT_CUT = 0.8
FIRST_BESIDE = "credited"  # the first feature that is not of the text
VERDICT_FIGURES = ("articles", "accuracy", "macro F1")
ORDER = {label: number for number, label in enumerate(LABELS)}
HEADER = """# The weights of the derivation model (attribute/derivation.cc says what they do): whether anything is derived, and if so,
# whether all is. Features in their own units, as attribute/derivation.h describes them. Made by
# bench/quality/train_derivation.py --stories {stories} --seed {seed} --penalty {penalty:g} from {articles} made-up articles with counted
# reuse; docs/adr/0008-derivation.md has the figures. Replace with --derivation FILE (same columns). The row `least` is the
# table of thresholds: the probability without which derived, and wholly, is not said; 0: the most probable is said.
"""
# What a labelled pair says of the later article: (label of the pair, later one is the shorter) -> derivation.
SUMMIT = {"near_dup": ("wholly", "wholly"), "contained": ("partially", "wholly"), "partial": ("partially", "partially")}
FIXTURES = {"verbatim": "wholly", "light-edit": "wholly", "abridged": "wholly", "embedded": "partially"}


def say(line: str = "") -> None:
    print(line, flush=True)


# ---------------------------------------------------------------- the native half

def run_trainer(trainer: str, *arguments) -> list[list[str]]:
    """The lines it prints, cut at tabs."""
    done = subprocess.run([trainer, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Malformed(done.stderr.strip() or f"{trainer} failed")
    return [line.split("\t") for line in done.stdout.splitlines()]


def features_of(trainer: str, table: Path, *inputs) -> tuple[list[str], dict[str, list[str]]]:
    """(names of the features, {id: values and the three probabilities}) of the articles the model is asked of."""
    header, *rows = run_trainer(trainer, "features", table, *inputs)
    return header[1:-len(LABELS)], {row[0]: row[1:] for row in rows}


def fit(trainer: str, rows: Path, penalty: float, features: str) -> tuple[list[list[str]], dict[str, Prediction]]:
    """(the table's lines, {id: prediction of the model that did not see its fold})."""
    lines = run_trainer(trainer, "fit", rows, penalty, features)
    folds = {line[1]: tuple(map(float, line[2:])) for line in lines if line[0] == "#fold"}
    return [line for line in lines if line[0] != "#fold"], folds


# ---------------------------------------------------------------- figures

def best_cuts(truth: dict[str, dict], reused: dict[str, float]) -> dict[int, float]:
    """By fold: the cut that makes most verdicts of the other folds right."""
    def right(cut: float, fold: int) -> int:
        return sum((share >= cut) == (truth[id]["label"] == "wholly") for id, share in reused.items()
                   if truth[id]["fold"] != fold)

    return {fold: max((n / 100 for n in range(30, 100)), key=lambda cut: right(cut, fold)) for fold in range(FOLDS)}


def print_figures(title: str, rows: list[tuple[str, list[str], list[Prediction]]], probable: bool = True) -> None:
    """A table: one line for each way to judge; without `probable` of the verdicts alone."""
    say(f"\n{title}")
    for name, labels, predictions in rows:
        figures = measure(labels, predictions)
        figures = {key: value for key, value in figures.items() if probable or key in VERDICT_FIGURES}
        say(f"  {name:24}" + "  ".join(f"{key} {value:.0f}" if key == "articles" else f"{key} {value:.4f}"
                                       for key, value in figures.items()))


def print_confusion(labels: list[str], predictions: list[Prediction]) -> None:
    say(f"  {'said:':>24} " + "  ".join(f"{label:>9}" for label in LABELS))
    for label, counts in confusion(labels, predictions):
        say(f"  {label:>24} " + "  ".join(f"{count:9d}" for count in counts))


def judge_outside(name: str, trainer: str, tables: dict[str, Path], wanted: dict[str, str], inputs: list) -> None:
    """The finished models and the cut on articles that nobody trained on."""
    labels, ways = list(wanted.values()), {}
    for way, table in tables.items():
        _, found = features_of(trainer, table, *inputs)
        ways[way] = [tuple(map(float, found[id][-len(LABELS):])) if id in found else CERTAIN_NONE for id in wanted]
    ways["cut at 0.80"] = [fixed_cut(float(found[id][0]), DEFAULT_CUT) if id in found else CERTAIN_NONE for id in wanted]
    asked = [n for n, id in enumerate(wanted) if id in found]
    print_figures(f"{name}, all articles", [(way, labels, said) for way, said in ways.items()], probable=False)
    print_figures(f"{name}, articles that the model was asked of",
                  [(way, [labels[n] for n in asked], [said[n] for n in asked]) for way, said in ways.items()])
    print_confusion(labels, ways["model"])


# ---------------------------------------------------------------- outside sets

def fixtures() -> tuple[dict[str, str], list]:
    """(what each article should be, arguments of the scan); labels name the copy second. They do not say how much of an
    article is translated, so translations are left out."""
    folder = ROOT / "fixtures"
    wanted = {}
    rows = list(read_rows(folder / "labels" / "pairs.jsonl", ("a", "b", "label")))
    translations = {row["b"] for row in rows if row["label"] == "translation"}
    for row in rows:
        wanted.setdefault(row["a"], "none")
        label = FIXTURES.get(row["label"], "none")
        wanted[row["b"]] = max(wanted.get(row["b"], "none"), label, key=ORDER.get)
    wanted = {id: label for id, label in wanted.items() if id not in translations}
    return wanted, [folder / "feeds", "--outlets", folder / "outlets.csv", "--agencies", folder / "agencies.tsv"]


def summit(folder: Path) -> tuple[dict[str, str], list]:
    """The same for wire-summit: the later article of a pair is the copy, either one where the times are equal."""
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    documents = {row["id"]: datetime.fromisoformat(row["published"]).timestamp() if row.get("published") else None
                 for row in rows}
    wanted = dict.fromkeys(documents, "none")
    for row in read_rows(folder / "truth_pairs.jsonl", ("a", "b", "label", "wa", "wb")):
        if row["label"] not in SUMMIT:
            continue
        for mine, other in (("a", "b"), ("b", "a")):
            times = documents[row[mine]], documents[row[other]]
            if None not in times and times[0] < times[1]:
                continue
            label = SUMMIT[row["label"]][row[f"w{mine}"] < row[f"w{other}"]]
            wanted[row[mine]] = max(wanted[row[mine]], label, key=ORDER.get)
    return wanted, [folder / "docs.jsonl.gz"]


# ---------------------------------------------------------------- all of it

def write_rows_for_fit(path: Path, names: list[str], found: dict[str, list[str]], truth: dict[str, dict]) -> None:
    lines = ["\t".join(["id", "fold", "label", *names])]
    lines += ["\t".join([id, str(truth[id]["fold"]), truth[id]["label"], *row[:len(names)]])
              for id, row in found.items() if id in truth]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_model(options, lines: list[list[str]], articles: int) -> None:
    header = HEADER.format(**vars(options), articles=articles)
    TABLE.write_text(header + "\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")


def write_reliability(labels: list[str], predictions: list[Prediction]) -> None:
    rows = reliability(labels, predictions)
    lines = ["\t".join(rows[0])] + ["\t".join(f"{value:.4f}" if isinstance(value, float) else str(value)
                                              for value in row.values()) for row in rows]
    PLOT.with_suffix(".tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    PLOT.write_text(reliability_svg(rows, "Derivation: reliability on stories left out"), encoding="utf-8")


def train(options, trainer: str, work: Path) -> dict[str, Path]:
    """Fits, reports, writes; returns the tables to judge outside sets with, by name."""
    truth = {row["id"]: row for row in write_corpus(work, options.stories, options.seed)}
    for row in truth.values():
        row["fold"] = int(row["story"].rpartition("-")[2]) % FOLDS
    names, found = features_of(trainer, TABLE, work / "articles.jsonl", "--source", work / "wire.jsonl")
    found = {id: row for id, row in found.items() if id in truth}
    write_rows_for_fit(work / "rows.tsv", names, found, truth)
    lines, ours = fit(trainer, work / "rows.tsv", options.penalty, "all")
    of_text = names[:names.index(FIRST_BESIDE)]
    text_lines, text_alone = fit(trainer, work / "rows.tsv", options.penalty, ",".join(of_text))
    _, alone = fit(trainer, work / "rows.tsv", options.penalty, names[0])

    reused = {id: float(row[0]) for id, row in found.items()}
    cuts = best_cuts(truth, reused)
    ways = {"model": ours, "without credit and time": text_alone, "reused share alone": alone,
            f"cut at {DEFAULT_CUT:.2f}": {id: fixed_cut(share, DEFAULT_CUT) for id, share in reused.items()},
            f"best cut ({min(cuts.values()):.2f} to {max(cuts.values()):.2f})":
                {id: fixed_cut(share, cuts[truth[id]["fold"]]) for id, share in reused.items()}}
    asked = [truth[id]["label"] for id in found]
    everything = [row["label"] for row in truth.values()]
    print_figures("made corpus, articles that the model was asked of, by folds",
                  [(name, asked, [way[id] for id in found]) for name, way in ways.items()])
    print_confusion(asked, [ours[id] for id in found])
    silent = [id for id, row in found.items() if not any(map(float, row[len(of_text):len(names)]))]
    for title, ids in (("neither credit nor order in time known", silent),
                       ("something known of them", [id for id in found if id not in set(silent)])):
        print_figures(f"made corpus, {title}", [(name, [truth[id]["label"] for id in ids], [ways[name][id] for id in ids])
                                                for name in ("model", "without credit and time")])
    print_figures("made corpus, all articles (nothing reused: none)",
                  [(name, everything, [way.get(id, CERTAIN_NONE) for id in truth]) for name, way in ways.items()],
                  probable=False)
    say("\nweights\n" + "\n".join("  " + "".join(f"{cell:>14}" for cell in line) for line in lines))
    if not options.dry_run:
        write_model(options, lines, len(found))
        write_reliability(asked, [ours[id] for id in found])
    tables = {"model": lines, "without credit and time": text_lines}
    for number, table in enumerate(tables.values()):
        (work / f"{number}.tsv").write_text("\n".join("\t".join(line) for line in table) + "\n", encoding="utf-8")
    return {name: work / f"{number}.tsv" for number, name in enumerate(tables)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--stories", type=int, default=300, help="of each language")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--penalty", type=float, default=1.0, help="of the squared weights, features at spread 1")
    parser.add_argument("--trainer", help="the built derivation_trainer")
    parser.add_argument("--sets", type=Path, help="folder of the labelled sets; else WIRECOPY_DATA, else ../shared/data")
    parser.add_argument("--dry-run", action="store_true", help="write nothing into the repository")
    options = parser.parse_args()
    trainer = options.trainer or str(ROOT / "build" / "bench" / "bench" / "derivation_trainer")
    try:
        if not options.trainer:
            subprocess.run([ROOT / "scripts" / "build", "bench", "--target", "derivation_trainer"], check=True,
                           stdout=subprocess.DEVNULL)
        with tempfile.TemporaryDirectory(prefix="wirecopy-derivation-") as work:
            tables = train(options, trainer, Path(work))
            judge_outside("fixtures", trainer, tables, *fixtures())
            folder = Path(options.sets or os.environ.get("WIRECOPY_DATA") or ROOT.parent / "shared" / "data") / "wire-summit"
            if folder.is_dir():
                judge_outside("wire-summit", trainer, tables, *summit(folder))
            else:
                print(f"train_derivation.py: NO wire-summit: {folder} is not there", file=sys.stderr)
    except (Malformed, subprocess.CalledProcessError) as error:
        print(f"train_derivation.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
