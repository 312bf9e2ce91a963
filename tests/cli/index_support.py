"""What the tests of the index share: nights of made-up articles, and the index as the program exports it."""

from __future__ import annotations

import json
import random
from pathlib import Path

from cli_support import Wirecopy, article, prose, write_feed

NIGHTS = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]


def rewritten(text: str, seed: int) -> str:
    """A copy as another outlet would print it: cut at the end, a word in twenty replaced."""
    chosen = random.Random(seed)
    words = text.split(" ")
    words = words[:len(words) - chosen.randrange(len(words) // 3)]
    return " ".join(word if chosen.random() > 0.05 else f"w{chosen.randrange(10_000)}" for word in words)


def night_of(number: int, count: int, stories: int = 40) -> list[dict]:
    """Articles of one night: half of them copies of stories that run over all nights."""
    chosen = random.Random(number)
    made = []
    for at in range(count):
        name = f"n{number}-{at}"
        if at % 2 == 0:
            text = rewritten(prose(chosen.randrange(stories), 200), 1000 * number + at)
        else:
            text = prose(10_000 + 1000 * number + at, 150)
        made.append(article(name, text, outlet=f"Outlet {at % 7}", title=f"Title {name}",
                            published=f"2026-03-{number + 1:02d}T{at % 24:02d}:00:00Z"))
    return made


def write_nights(folder: Path, nights: int, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return [write_feed(folder / f"night{n}.jsonl", night_of(n, count)) for n in range(nights)]


def add(wirecopy: Wirecopy, index: Path, feed: Path, night: str, *more):
    return wirecopy("dedup", feed, "--index", index, "--night", night, *more)


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def answers(text: str) -> dict[str, dict]:
    return {record["id"]: record["wirecopy"] for record in records(text)}
