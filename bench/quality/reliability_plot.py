"""A reliability plot as SVG: predicted probability against observed share, with the number of articles below."""

from derivation_measures import BINS, LABELS

COLOURS = {"none": "#6b7280", "partially": "#b45309", "wholly": "#1d4ed8"}
SIZE, BARS, MARGIN = 320, 70, 48  # of the square and of the bars below it, pixels
LEAST_ARTICLES = 10  # of a bin that gets a point
BAR = SIZE / BINS / (len(LABELS) + 1)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'


def text(x: float, y: float, words: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{words}</text>'


def frame() -> list[str]:
    """Axes, grid, the diagonal of perfect calibration."""
    parts = []
    for tenth in range(0, 11, 2):
        at = MARGIN + SIZE * tenth / 10
        parts += [line(at, MARGIN, at, MARGIN + SIZE, "#e5e7eb"), line(MARGIN, at, MARGIN + SIZE, at, "#e5e7eb"),
                  text(MARGIN - 6, MARGIN + SIZE - SIZE * tenth / 10 + 4, f"{tenth / 10:.1f}", "end"),
                  text(at, MARGIN + SIZE + BARS + 34, f"{tenth / 10:.1f}")]
    middle = MARGIN + SIZE / 2
    return parts + [line(MARGIN, MARGIN + SIZE, MARGIN + SIZE, MARGIN, "#9ca3af", ' stroke-dasharray="4 4"'),
                    text(middle, MARGIN + SIZE + BARS + 52, "predicted probability"),
                    text(14, middle, "share that has the label", more=f' transform="rotate(-90 14 {middle:.1f})"')]


def curve(rows: list[dict], label: str, most: int, least: int) -> list[str]:
    """The points of one label, joined, and its bars."""
    mine = [row for row in rows if row["label"] == label]
    points = [(MARGIN + SIZE * row["predicted"], MARGIN + SIZE * (1 - row["observed"])) for row in mine if row["articles"] >= least]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [f'<polyline points="{path}" fill="none" stroke="{COLOURS[label]}" stroke-width="1.5"/>']
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[label]}"/>' for x, y in points]
    floor = MARGIN + SIZE + BARS + 18
    for row in mine:
        height = (BARS - 8) * row["articles"] / most
        left = MARGIN + SIZE * row["from"] + BAR * (LABELS.index(label) + 0.5)
        parts.append(f'<rect x="{left:.1f}" y="{floor - height:.1f}" width="{BAR:.1f}" height="{height:.1f}" '
                     f'fill="{COLOURS[label]}"/>')
    return parts


def reliability_svg(rows: list[dict], title: str, least: int = LEAST_ARTICLES) -> str:
    """The picture of the rows that derivation_measures.reliability gives; bins of fewer than `least` articles are bars alone."""
    width, height = SIZE + 2 * MARGIN, SIZE + BARS + 2 * MARGIN + 16
    most = max(row["articles"] for row in rows)
    parts = frame()
    for number, label in enumerate(LABELS):
        parts += curve(rows, label, most, least)
        parts.append(text(MARGIN + 10, MARGIN + 18 + 16 * number, label, "start", f' fill="{COLOURS[label]}"'))
    parts.append(text(MARGIN + SIZE, MARGIN + SIZE + 14, f"articles: up to {most:,}", "end", ' fill="#6b7280"'))
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="sans-serif" font-size="12" role="img">\n<title>{title}</title>\n'
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
            f'{text(width / 2, 24, title, more=" font-size=" + chr(34) + "14" + chr(34))}\n{body}\n</svg>\n')
