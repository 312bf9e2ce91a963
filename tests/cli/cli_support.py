"""What the command-line tests share: running the program, making articles, reading run folders and the fixtures."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))  # the scorer of the fixtures
FIXTURES = ROOT / "fixtures"
SCHEMAS = ROOT / "docs" / "schema"
REPORT_FORMAT = ROOT / "docs" / "report-format.md"
RUN_FILES = {"run.json", "articles.jsonl", "pairs.jsonl", "clusters.jsonl", "boilerplate.jsonl", "outlets.csv",
             "licence-audit.csv", "learned.tsv", "report.html"}
SCHEMA_OF = {"run.json": "run", "articles.jsonl": "article", "pairs.jsonl": "pair", "clusters.jsonl": "cluster",
             "boilerplate.jsonl": "boilerplate"}
ESCAPE = b"\x1b"

# A build with sanitizers needs more time: WIRECOPY_TIME_FACTOR=10.
TIME_FACTOR = float(os.environ.get("WIRECOPY_TIME_FACTOR", "1"))


def seconds(limit: float) -> float:
    return limit * TIME_FACTOR


# ------------------------------------------------------------------ the program


@dataclass
class Result:
    code: int
    out: str
    err: str
    seconds: float

    @property
    def said(self) -> str:
        """All that the user saw."""
        return self.out + self.err


class Wirecopy:
    """Runs the program in a folder of its own, so that no wirecopy.toml is met by chance."""

    def __init__(self, binary: Path, folder: Path):
        self.binary = binary
        self.folder = folder

    def command(self, *arguments) -> list[str]:
        return [str(self.binary), *map(str, arguments)]

    def environment(self, **changes) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
        return {**kept, **changes}

    def __call__(self, *arguments, stdin: bytes | None = None, limit: float = 60, cwd: Path | None = None,
                 **popen) -> Result:
        popen.setdefault("env", self.environment())
        start = time.monotonic()
        done = subprocess.run(self.command(*arguments), input=b"" if stdin is None else stdin, capture_output=True,
                              timeout=seconds(limit), cwd=cwd or self.folder, check=False, **popen)
        took = time.monotonic() - start
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), took)

    def start(self, *arguments, **popen) -> subprocess.Popen:
        """Without waiting for the end."""
        for stream in ("stdin", "stdout", "stderr"):
            popen.setdefault(stream, subprocess.DEVNULL)
        popen.setdefault("env", self.environment())
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, **popen)


# ------------------------------------------------------------------ input


WORDS = [a + b + c for a in ("ba", "do", "ki", "lu", "me", "ra", "so", "ti", "vu", "zo")
         for b in ("l", "n", "r", "st", "m", "p")
         for c in ("a", "er", "io", "un", "eth", "ing", "os", "ay", "ik", "ul")]


def prose(seed: int, words: int) -> str:
    """Invented sentences of fifteen words, four in a paragraph: the same for the same seed, unlike for unlike seeds."""
    chosen = random.Random(seed).choices(WORDS, k=words)
    sentences = [" ".join(chosen[at:at + 15]).capitalize() + "." for at in range(0, words, 15)]
    return "\n".join(" ".join(sentences[at:at + 4]) for at in range(0, len(sentences), 4))


def article(name: str, text: str, **fields) -> dict:
    return {"id": name, "outlet": "Daily Example", "published": "2025-03-01T10:00:00Z", "text": text, **fields}


def json_lines(records: Iterable[dict]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def write_feed(path: Path, records: Iterable[dict]) -> Path:
    with path.open("wb") as stream:
        for record in records:
            stream.write(json.dumps(record).encode() + b"\n")
    return path


# ------------------------------------------------------------------ output


def without_repeated_names(pairs):
    record = dict(pairs)
    assert len(record) == len(pairs), f"a field stands twice in {pairs!r:.200}"
    return record


def parse(line: str):
    """Strict: no field twice, no NaN."""
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")
    return json.loads(line, object_pairs_hook=without_repeated_names, parse_constant=refuse)


def lines_of(path: Path) -> list:
    """The records of a JSON Lines file; only a line feed ends a line."""
    content = path.read_bytes().decode("utf-8")
    assert content == "" or content.endswith("\n"), f"{path.name}: the last line has no end"
    return [parse(line) for line in content.split("\n")[:-1]]


@dataclass
class RunFolder:
    path: Path
    run: dict = field(init=False)
    articles: list = field(init=False)
    pairs: list = field(init=False)
    clusters: list = field(init=False)
    boilerplate: list = field(init=False)
    outlets: list = field(init=False)

    def __post_init__(self):
        self.run = parse((self.path / "run.json").read_text(encoding="utf-8"))
        self.articles = lines_of(self.path / "articles.jsonl")
        self.pairs = lines_of(self.path / "pairs.jsonl")
        self.clusters = lines_of(self.path / "clusters.jsonl")
        self.boilerplate = lines_of(self.path / "boilerplate.jsonl")
        content = (self.path / "outlets.csv").read_bytes().decode("utf-8")
        self.outlets = list(csv.DictReader(io.StringIO(content, newline="")))

    @property
    def ids(self) -> list[str]:
        return [one["id"] for one in self.articles]

    @property
    def by_id(self) -> dict[str, dict]:
        return {one["id"]: one for one in self.articles}

    def pair(self, x: str, y: str) -> dict | None:
        return next((p for p in self.pairs if {p["a"], p["b"]} == {x, y}), None)


def schema(file: str) -> dict:
    return json.loads((SCHEMAS / f"{SCHEMA_OF[file]}.schema.json").read_text(encoding="utf-8"))


def records_of(run: RunFolder, file: str) -> list:
    return {"run.json": [run.run], "articles.jsonl": run.articles, "pairs.jsonl": run.pairs,
            "clusters.jsonl": run.clusters,
            "boilerplate.jsonl": run.boilerplate}[file]


def bytes_of(path: Path) -> dict[str, bytes]:
    """Every file of a run; run.json without what may differ from run to run."""
    content = {file.name: file.read_bytes() for file in sorted(path.iterdir())}
    run = parse(content["run.json"].decode("utf-8"))
    del run["threads"]
    for stage in run["stages"]:
        del stage["seconds"]
    content["run.json"] = json.dumps(run, ensure_ascii=False).encode("utf-8")
    return content


def names_in(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


# ------------------------------------------------------------------ the fixture corpus


def scan_fixtures(binary: Path, out: Path, *more) -> RunFolder:
    """Scans fixtures/feeds with the tables beside it."""
    result = Wirecopy(binary, out.parent)("scan", FIXTURES / "feeds", "--outlets", FIXTURES / "outlets.csv",
                                          "--agencies", FIXTURES / "agencies.tsv", "-o", out, *more)
    assert result.code == 0, result.said
    return RunFolder(out)
