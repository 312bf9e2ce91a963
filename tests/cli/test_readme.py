"""The example of the README prints what the README says."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings

import pytest
from cli_support import FIXTURES, ROOT

MARK = "<!-- example: tests/cli/test_readme.py runs this -->"


def steps() -> list[tuple[str, str]]:
    """(command, what it prints), in order."""
    behind = (ROOT / "README.md").read_text(encoding="utf-8").partition(MARK)[2]
    block = behind.partition("```console\n")[2].partition("```")[0]
    found: list[list[str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:].strip(), ""])
        else:
            found[-1][1] += line
    assert found, "the README has no marked example"
    return [(command, printed) for command, printed in found]


def test_the_example_of_the_readme(binary, tmp_path):
    wanted = steps()
    if shutil.which("jq") is None and any("jq " in command for command, _ in wanted):
        warnings.warn(pytest.PytestWarning("SKIPPED the example of the README: jq is not installed"), stacklevel=1)
        pytest.skip("jq is not installed")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "wirecopy").symlink_to(binary)
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    for command, printed in wanted:
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True,
                              timeout=60, check=False)
        assert (done.returncode, done.stdout) == (0, printed), f"{command}\n{done.stderr}"
