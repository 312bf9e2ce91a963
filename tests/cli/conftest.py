"""Fixtures of the command-line tests. They run the program that WIRECOPY_BIN names (else build/release/wirecopy)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cli_support import ROOT, RunFolder, Wirecopy, article, prose, scan_fixtures, write_feed  # noqa: E402
from score_fixtures import fixture_texts  # noqa: E402


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes seconds; leave out with -m 'not slow'")


@pytest.fixture(scope="session")
def binary() -> Path:
    path = Path(os.environ.get("WIRECOPY_BIN", ROOT / "build" / "release" / "wirecopy")).resolve()
    if not os.access(path, os.X_OK) or not path.is_file():
        pytest.fail(f"no program at {path}: build the release preset, or set WIRECOPY_BIN", pytrace=False)
    return path


@pytest.fixture
def wirecopy(binary, tmp_path_factory) -> Wirecopy:
    return Wirecopy(binary, tmp_path_factory.mktemp("cwd"))


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return fixture_texts()


@pytest.fixture(scope="session")
def fixture_run(binary, tmp_path_factory) -> RunFolder:
    """The run of the fixture corpus, with its tables."""
    return scan_fixtures(binary, tmp_path_factory.mktemp("fixture") / "run")


@pytest.fixture(scope="session")
def odd_run(binary, tmp_path_factory) -> tuple[RunFolder, dict[str, str]]:
    """A run with what the fixtures do not hold: skips, briefs, a credit in the author field, strange characters."""
    folder = tmp_path_factory.mktemp("odd")
    text = prose(1, 120)
    records_in = [
        article("brief", "Too short"),
        article("author", text, author="Reuters", published=None),
        article("", text, url="https://example.org/a?b=1", title="No id"),
        article("\U0001F30A", "\U0001F30A\U0001F30A\u0301 \u200f" +
                text.replace(". ", ". \U0001F9D1\u200d\U0001F680 ") +
                "\r\n\u2028\U0001F30A End of text\u0000 here. (Reuters)"),
        article("bom", "\ufeff" + text + "\n\n\u00a0Foto: \u0416 (AFP)"),
        article("author", prose(2, 90), published="soon"),
        article("another-house", text, outlet="Another House"),
        {"id": "no-text"},
    ]
    feed = write_feed(folder / "feed.jsonl", records_in)
    result = Wirecopy(binary, folder)("scan", feed, "-o", folder / "run")
    assert result.code == 3, result.said
    texts = {record["id"]: record["text"] for record in records_in[:5]}
    return RunFolder(folder / "run"), texts
