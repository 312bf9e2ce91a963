"""The sets of scripts/evaluate: what is scanned, and how the run is scored.

Own sets are made from the repository and are always there. Labelled sets lie in a folder of their own, for the texts
belong to their outlets. Each is a folder that holds documents (docs.jsonl.gz; or outlets.jsonl.gz and wire.jsonl.gz,
the agencies' own) and truth*.jsonl. They come with their scorer, tools/score_run.py beside the folder of the sets, and
with the five annotated articles, seeds/ beside it.
"""

import contextlib
import dataclasses
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import score_fixtures
import score_planted
import score_scale
import score_seeds
import score_utterances
from make_planted import article_row, make_corpus, write_rows
from make_scale import write_corpora
from planted_noise import LEVELS
from run_folder import Malformed, read_rows

PLANTED_ARTICLES = 400
PLANTED_SEED = 7
SCALE_SIZES = {"story": 400, "footer": 1000}  # copies; articles
SCALE_SEED = 7
SCALE_MEASURES = ("copies in the largest", "near copies in the largest", "other articles among the copies", "footers marked",
                  "pairs by the footer")
GUARANTEED_WORDS = ("25", "50", "100")  # planted runs that the default options must find

# What is taken from the scorer of the labelled sets: (its group, its field, name here).
SCORER_MEASURES = (
    ("pairs near_dup", "f1", "near-duplicate pairs, F1"),
    ("pairs near_dup+contained", "f1", "near-duplicate and contained pairs, F1"),
    ("pairs any wire text", "f1", "pairs with any wire text, F1"),
    ("clusters as duplicate", "ari", "duplicate clusters, ARI"),
    ("clusters as story", "ari", "story clusters, ARI"),
    ("clusters_contained as story", "ari", "story clusters, ARI"),
    ("passages", "plagdet", "passages, plagdet"),
    ("passages", "char_f1", "passages, character F1"),
    ("passages", "granularity", "passages, granularity"),
    ("passages with reworded", "plagdet", "passages with reworded, plagdet"),
    ("passages with reworded", "granularity", "passages with reworded, granularity"),
    ("translated pairs", "f1", "translated pairs, F1"),
    ("sentence pairs", "f1", "sentence pairs, F1"),
    ("reused_share", "mean_abs_error", "reused share, mean error"),
)
# Of the kinds of articles of a set of translations: (kind, field, name here).
TRANSLATION_MEASURES = (
    ("full", "found", "whole translations found"),
    ("half", "found", "halves found"),
    ("quarter", "found", "quarters found"),
    ("none", "with_false_source", "false sources"),
)


@dataclasses.dataclass(frozen=True)
class EvaluationSet:
    """One set. `prepare` takes an empty folder and gives the arguments of scan; `score` takes the run folder."""

    name: str
    prepare: Callable[[Path], list[str]]
    score: Callable[[Path], dict[str, float]]


# ---------------------------------------------------------------- own sets

def fixtures_set() -> EvaluationSet:
    """The fixture corpus with its two tables."""
    folder = score_fixtures.FIXTURES
    arguments = [str(folder / "feeds"), "--outlets", str(folder / "outlets.csv"), "--agencies", str(folder / "agencies.tsv")]
    return EvaluationSet("fixtures", lambda _: arguments, score_fixtures.score)


def planted_set(level: str) -> EvaluationSet:
    """A small planted corpus with the noise of `level`."""
    truths = []  # the file that `prepare` wrote
    under = "" if level == "clean" else " under noise"

    def prepare(work: Path) -> list[str]:
        corpus = make_corpus(PLANTED_ARTICLES, PLANTED_SEED, "en", *LEVELS[level])
        write_rows(work / "planted.jsonl", (article_row(article, "en") for article in corpus.articles))
        truths[:] = [work / "planted.truth.jsonl"]
        write_rows(truths[0], corpus.truth)
        return [str(work / "planted.jsonl")]

    def score(run: Path) -> dict[str, float]:
        result = score_planted.score(run, truths[0])
        ends = result["all"]["boundary_error"]
        return {**{f"recall{under}, {n} words": result["by_words"][n]["recall"] for n in GUARANTEED_WORDS},
                **({f"mean error of the ends{under}": ends["mean"]} if ends else {}),
                f"false passages{under}": result["false_passages"]}

    return EvaluationSet(f"planted, {level}", prepare, score)


def scale_set(kind: str) -> EvaluationSet:
    """A small corpus of make_scale.py: one story in many copies, or one footer under many articles."""
    truths = []  # the file that `prepare` wrote

    def prepare(work: Path) -> list[str]:
        truths[:] = [work / "scale.truth.jsonl"]
        write_corpora(kind, SCALE_SEED, [(SCALE_SIZES[kind], work / "scale.jsonl", truths[0])])
        return [str(work / "scale.jsonl")]

    def score(run: Path) -> dict[str, float]:
        figures = score_scale.score(run, truths[0])
        return {name: figures[name] for name in SCALE_MEASURES if name in figures}

    return EvaluationSet(f"scale, {kind}", prepare, score)


def own_sets() -> list[EvaluationSet]:
    """What is always there."""
    return [fixtures_set(), *map(planted_set, LEVELS), *map(scale_set, SCALE_SIZES)]


# ---------------------------------------------------------------- labelled sets

def inputs_of(folder: Path) -> list[str] | None:
    """The arguments of scan for a labelled set; None where the folder holds no documents that are known."""
    if (folder / "docs.jsonl.gz").is_file():
        return [str(folder / "docs.jsonl.gz")]
    if (folder / "outlets.jsonl.gz").is_file() and (folder / "wire.jsonl.gz").is_file():
        return [str(folder / "outlets.jsonl.gz"), "--source", str(folder / "wire.jsonl.gz")]
    return None


def speech_reported(run: Path, folder: Path) -> int:
    """Pairs that are no copy by truth_pairs.jsonl (shared speech or nothing) and that the run reports as one."""
    innocent = {frozenset((row["a"], row["b"])) for row in read_rows(folder / "truth_pairs.jsonl", ("a", "b", "label"))
                if row["label"] == "quote_or_none"}
    pairs = read_rows(run / "pairs.jsonl", ("a", "b", "overlap"))
    return sum(row["overlap"] in score_fixtures.COPY_OVERLAPS and frozenset((row["a"], row["b"])) in innocent
               for row in pairs)


def score_labelled(run: Path, folder: Path, scorer: Path) -> dict[str, float]:
    """The figures that the sets' own scorer gives, by the names of SCORER_MEASURES."""
    done = subprocess.run([sys.executable, str(scorer), str(run), str(folder), "--json"], capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise Malformed(f"{scorer.name} on {folder.name}: {done.stderr.strip()[-500:]}")
    scores = json.loads(done.stdout)
    figures = {name: scores[group][field] for group, field, name in SCORER_MEASURES if field in scores.get(group, {})}
    kinds = scores.get("translated by kind", {})
    figures |= {name: kinds[kind][field] for kind, field, name in TRANSLATION_MEASURES if kind in kinds}
    if (folder / "truth_pairs.jsonl").exists():
        figures["speech pairs reported as copy"] = speech_reported(run, folder)
    return figures


def score_seed_articles(run: Path, truth: Path) -> dict[str, float]:
    """The figures of score_seeds.py and score_utterances.py without their reports."""
    with contextlib.redirect_stdout(io.StringIO()):
        figures = score_seeds.measure(run, truth) | score_utterances.measure(run, truth)
    return {name: figures[name] for name in ("core credits found", "extra credits", "body agreement",
                                             "pairs that are not quotation", "utterance precision",
                                             "utterance recall", "look-alikes")}


def labelled_sets(sets: Path) -> list[EvaluationSet]:
    """The labelled sets in the folder `sets`, by name, and the seeds beside it; none where there is no scorer."""
    beside = sets.resolve().parent
    scorer = beside / "tools" / "score_run.py"
    found = []
    for folder in sorted(path for path in sets.iterdir() if path.is_dir()):
        arguments = inputs_of(folder)
        if scorer.is_file() and arguments and any(folder.glob("truth*.jsonl")):
            found.append(EvaluationSet(folder.name, lambda _, arguments=arguments: arguments,
                                       lambda run, folder=folder: score_labelled(run, folder, scorer)))
    truth = beside / "seeds" / "truth"
    if truth.is_dir():
        seeds = [str(path) for path in sorted((beside / "seeds").glob("*.txt"))]
        found.append(EvaluationSet("seeds", lambda _: seeds, lambda run: score_seed_articles(run, truth)))
    return found
