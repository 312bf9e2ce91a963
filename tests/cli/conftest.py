"""Fixtures of the command-line tests. They run the program that WIRECOPY_BIN names (else build/release/wirecopy)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cli_support import ROOT, RunFolder, Wirecopy, fixture_texts, scan_fixtures  # noqa: E402


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
