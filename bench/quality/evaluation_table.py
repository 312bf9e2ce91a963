"""Tables of scripts/evaluate as text: the one of all sets, and the matrix of the ablation. Both are Markdown too."""

import unicodedata

from evaluation_measures import Figures, measure_of

Peers = dict[tuple[str, str], tuple[str, str]]


def width(text: str) -> int:
    """Columns of a terminal that `text` takes; combining marks take none."""
    return sum(not unicodedata.combining(char) for char in text)


def aligned(rows: list[list[str]]) -> str:
    """The rows as a Markdown table with straight columns; the first is its head."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(row: list[str]) -> str:
        return "| " + " | ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths)).rstrip() + " |"

    return "\n".join([line(rows[0]), "|" + "|".join("-" * (wide + 2) for wide in widths) + "|", *map(line, rows[1:])])


def figure(value: float | None) -> str:
    """A figure for people: counts whole, all else with four decimals."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def change(measure: str, now: float | None, before: float | None) -> str:
    """The difference with its sign, and whether it is a drop beyond the tolerance."""
    if now is None or before is None:
        return "-"
    if abs(now - before) < 5e-5:
        return "="
    sign = f"{now - before:+d}" if isinstance(now, int) and isinstance(before, int) else f"{now - before:+.4f}"
    return f"{sign} WORSE" if measure_of(measure).is_drop(now, before) else sign


def named(measure: str) -> str:
    """The measure's name, marked where less is better."""
    return f"{measure} (less is better)" if measure_of(measure).lower_is_better else measure


def evaluation_table(figures: Figures, costs: dict[str, str], stored: Figures, peers: Peers) -> str:
    """One row for each measure of each set, after a row with what the scan cost."""
    rows = [["set", "measure", "this run", "stored", "change", "best other tool"]]
    for name, measures in figures.items():
        rows.append([name, "scan", costs.get(name, "-"), "", "", ""])
        before = stored.get(name, {})
        for measure in [*measures, *(gone for gone in before if gone not in measures)]:
            now = measures.get(measure)
            best = "{0} {1}".format(*peers[name, measure]) if (name, measure) in peers else ""
            rows.append([name, named(measure), figure(now), figure(before.get(measure)),
                         change(measure, now, before.get(measure)), best])
    return aligned(rows)


def ablation_matrix(default: Figures, without: dict[str, Figures]) -> str:
    """One row for each measure: the default, and the change when each of the parts is switched off."""
    rows = [["set", "measure", "default", *(f"no {part}" for part in without)]]
    for name, measures in default.items():
        for measure, value in measures.items():
            rows.append([name, named(measure), figure(value),
                         *(change(measure, of_part.get(name, {}).get(measure), value) for of_part in without.values())])
    return aligned(rows)
