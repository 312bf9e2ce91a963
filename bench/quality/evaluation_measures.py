"""The measures of scripts/evaluate: names, tolerances, stored figures and those of other tools.

Figures stand in dictionaries {set: {measure: figure}}. Nothing here depends on the machine: seconds and memory are
printed, but neither stored nor compared.
"""

import dataclasses
import json
import math
from pathlib import Path

from run_folder import Malformed, read_rows

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.jsonl"
PEERS = HERE / "peers.tsv"

Figures = dict[str, dict[str, float]]


@dataclasses.dataclass(frozen=True)
class Measure:
    """How to read a figure. `tolerance`: a change for the worse by no more is none; in the unit of the figure."""

    lower_is_better: bool = False
    tolerance: float = 0.005

    def gain(self, now: float, before: float) -> float:
        """How much better `now` is than `before`; negative where it is worse."""
        return before - now if self.lower_is_better else now - before

    def is_drop(self, now: float, before: float) -> bool:
        """Whether `now` is worse by more than the tolerance."""
        return self.gain(now, before) < -self.tolerance - 1e-9


SHARE = Measure()  # of pairs, articles, code points ...: from 0 to 1
NOISY_SHARE = Measure(tolerance=0.02)  # where one plant more or less is 0.017
COUNT = Measure(tolerance=0)
ERRORS = Measure(lower_is_better=True, tolerance=0)  # a count of wrong findings
FEW_ERRORS = Measure(lower_is_better=True, tolerance=2)  # the same where some are to be expected
DISTANCE = Measure(lower_is_better=True, tolerance=0.5)  # code points
NOISY_DISTANCE = Measure(lower_is_better=True, tolerance=5)  # code points; over what is found: harder finds raise it
LOSS = Measure(lower_is_better=True)  # granularity; error of a share

# Measures by name. What is not named here is a share of which more is better.
MEASURES = {
    "speech pairs reported as copy": ERRORS,
    "passages, granularity": LOSS,
    "passages with reworded, granularity": LOSS,
    "reused share, mean error": LOSS,
    "false sources": LOSS,
    "core credits found": COUNT,
    "extra credits": ERRORS,
    "pairs that are not quotation": ERRORS,
    "look-alikes": ERRORS,
    "false passages": ERRORS,
    "other articles among the copies": ERRORS,
    "pairs by the footer": ERRORS,
    "mean error of the ends": DISTANCE,
    "granularity": LOSS,
    "recall under noise, 25 words": NOISY_SHARE,
    "recall under noise, 50 words": NOISY_SHARE,
    "recall under noise, 100 words": NOISY_SHARE,
    "mean error of the ends under noise": NOISY_DISTANCE,
    "false passages under noise": FEW_ERRORS,
}


def measure_of(name: str) -> Measure:
    """The measure called `name`."""
    return MEASURES.get(name, SHARE)


# ---------------------------------------------------------------- stored figures

def read_results(path: Path) -> list[dict]:
    """The lines of the file of results, oldest first; none where there is no file."""
    rows = read_rows(path, ("commit", "date", "measures")) if path.exists() else []
    for row in rows:
        good = isinstance(row["measures"], dict) and all(isinstance(of_set, dict) for of_set in row["measures"].values())
        values = [value for of_set in row["measures"].values() for value in of_set.values()] if good else []
        if not good or not all(isinstance(value, (int, float)) and math.isfinite(value) for value in values):
            raise Malformed(f"{path}: commit {row['commit']}: measures must be {{set: {{measure: number}}}}")
    return rows


def last_figures(results: list[dict]) -> Figures:
    """The sets with the figures of the last line that holds the set: a line may lack the sets that were not there."""
    last: Figures = {}
    for row in results:
        last.update(row["measures"])
    return last


def append_result(path: Path, commit: str, date: str, figures: Figures) -> None:
    """Adds the line of a commit; a line of the same commit at the end is replaced."""
    kept = read_results(path)
    if kept and kept[-1]["commit"] == commit:
        kept.pop()
    row = {"commit": commit, "date": date, "measures": figures}
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*kept, row]), encoding="utf-8")


def drops(figures: Figures, stored: Figures) -> list[str]:
    """What got worse than stored by more than its tolerance, or is not measured any more, as text.

    A set that was not evaluated is passed over.
    """
    lines = []
    for name, before in stored.items():
        if name not in figures:
            continue
        for measure, old in before.items():
            new = figures[name].get(measure)
            if new is None:
                lines.append(f"{name}, {measure}: not measured, stored {old:g}")
            elif measure_of(measure).is_drop(new, old):
                lines.append(f"{name}, {measure}: {new:g}, stored {old:g}, tolerance {measure_of(measure).tolerance:g}")
    return lines


# ---------------------------------------------------------------- other tools

def read_peers(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """{(set, measure): (figure, tool)} of a table with the columns set, measure, figure, tool; # begins a comment."""
    peers = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 4:
            raise Malformed(f"{path}:{number}: not four columns")
        peers[columns[0], columns[1]] = (columns[2], columns[3])
    return peers
