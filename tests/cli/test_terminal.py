"""What reaches the terminal, a pipe, or a reader that goes away."""

from __future__ import annotations

import os
import pty
import subprocess

import pytest
from cli_support import ESCAPE, FIXTURES, RUN_FILES, article, json_lines, names_in, prose, seconds, write_feed

TWO = [article("a", prose(1, 80)), article("b", prose(1, 80), published="2025-03-02")]


@pytest.fixture
def feed(tmp_path):
    return write_feed(tmp_path / "feed.jsonl", TWO)


HOSTILE = "\x1b[31mRed\x1b]0;owned\x07 Gazette\r\b\u202e"


def hostile_feed(tmp_path):
    return write_feed(tmp_path / "hostile.jsonl", [
        article(HOSTILE + "1", prose(1, 80) + f"\n({HOSTILE})", outlet="Reuters" if n == 0 else HOSTILE, title=HOSTILE)
        for n in range(2)] + [{"id": "x", HOSTILE: 1}])


def on_a_terminal(wirecopy, *arguments, **environment) -> bytes:
    """What the program writes to stdout when that is a terminal."""
    ours, theirs = pty.openpty()
    process = wirecopy.start(*arguments, stdout=theirs, env=wirecopy.environment(TERM="xterm", **environment))
    os.close(theirs)
    seen = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:
            break
        if not block:
            break
        seen += block
    process.wait(timeout=seconds(30))
    os.close(ours)
    return seen


def test_piped_output_has_no_escape_bytes(wirecopy, feed, tmp_path):
    for source in (feed, hostile_feed(tmp_path)):
        result = wirecopy("scan", source, "-o", tmp_path / "run", "--force")
        assert result.code in (0, 3)
        assert ESCAPE not in result.out.encode() and ESCAPE not in result.err.encode()
        assert not set("\r\b\x07\u202e") & set(result.said)


def test_quiet_prints_errors_only_and_cleans_them(wirecopy, tmp_path):
    result = wirecopy("scan", hostile_feed(tmp_path), "-o", tmp_path / "run", "--quiet")
    assert result.code == 3 and result.out == ""
    assert "line 3" in result.err and ESCAPE not in result.err.encode()


def test_an_error_message_is_cleaned(wirecopy, tmp_path):
    """Names of fields and of files come from outside: they reach the terminal without their control characters."""
    bad = write_feed(tmp_path / "bad.jsonl", [{"id": "x", HOSTILE: 1}])
    for source in (bad, f"\x1b[31m{bad}"):
        result = wirecopy("scan", source, "-o", tmp_path / "run")
        assert result.code == 2 and result.err
        assert ESCAPE not in result.err.encode(), result.err


def test_colour_only_on_a_terminal_that_wants_it(wirecopy, feed, tmp_path):
    command = ("scan", feed, "-o", tmp_path / "run", "--force")
    assert ESCAPE in on_a_terminal(wirecopy, *command)
    assert ESCAPE not in on_a_terminal(wirecopy, *command, NO_COLOR="1")
    assert ESCAPE in on_a_terminal(wirecopy, *command, NO_COLOR="")
    assert on_a_terminal(wirecopy, *command, "--quiet") == b""


def test_compare_without_colour_marks_the_shared_words(wirecopy, tmp_path):
    for name, tail in (("x", "one"), ("y", "two")):
        (tmp_path / f"{name}.txt").write_text(f"{prose(1, 40)} {tail} {prose(2, 40)}", encoding="utf-8")
    piped = wirecopy("compare", tmp_path / "x.txt", tmp_path / "y.txt")
    assert piped.code == 0 and "near-duplicate" in piped.out and "[" in piped.out
    assert ESCAPE not in piped.out.encode()
    coloured = on_a_terminal(wirecopy, "compare", tmp_path / "x.txt", tmp_path / "y.txt")
    assert ESCAPE in coloured
    missing = wirecopy("compare", tmp_path / "x.txt", tmp_path / "z.txt")
    assert missing.code == 2 and "z.txt" in missing.err


def test_compare_when_some_records_are_skipped(wirecopy, tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"{\n" + json_lines(TWO[:1]))
    result = wirecopy("compare", tmp_path / "x.jsonl", tmp_path / "x.jsonl")
    assert result.code in (0, 3) and "near-duplicate" in result.out


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_goes_away(wirecopy, feed, tmp_path, lines):
    """As in `wirecopy scan ... | head -1`: no death by signal, and the run is whole."""
    reading, writing = os.pipe()
    process = wirecopy.start("scan", feed, "-o", tmp_path / "run", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    if lines:
        os.read(reading, 1)
    os.close(reading)
    _, err = process.communicate(timeout=seconds(30))
    assert process.returncode == 0, err
    assert names_in(tmp_path / "run") == RUN_FILES


def test_a_pipe_to_head(wirecopy, tmp_path):
    line = " ".join(f"'{part}'" for part in wirecopy.command("scan", FIXTURES / "feeds", "-o", tmp_path / "run"))
    done = subprocess.run(["bash", "-c", f"{line} | head -n 1; exit ${{PIPESTATUS[0]}}"], capture_output=True,
                          check=False, cwd=wirecopy.folder, timeout=seconds(60))
    assert done.returncode == 0 and done.stderr == b""
    assert names_in(tmp_path / "run") == RUN_FILES


def test_progress_and_errors_go_to_stderr_and_data_to_stdout(wirecopy, feed, tmp_path):
    result = wirecopy("scan", feed, "-o", tmp_path / "run")
    assert result.err == "" and "2 articles" in result.out
    again = wirecopy("scan", feed, "-o", tmp_path / "run")
    assert again.out == "" and again.err.startswith("wirecopy: ") and again.err.count("\n") == 1


def test_tune(wirecopy):
    result = wirecopy("tune", "--threshold", "0.5")
    assert result.code == 0 and "30 bands of 4 rows" in result.out
    assert wirecopy("tune", "--threshold", "2").code == 2
