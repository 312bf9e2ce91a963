"""The run folder is written whole or not at all, and never over anything else."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
import warnings

import pytest
from cli_support import RUN_FILES, RunFolder, Wirecopy, article, bytes_of, names_in, prose, seconds, write_feed


@pytest.fixture
def feed(tmp_path):
    return write_feed(tmp_path / "feed.jsonl", [article(f"n{n}", prose(n // 2, 80)) for n in range(4)])


@pytest.fixture
def place(tmp_path):
    """An empty folder for run folders, so that anything left behind is seen."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


@pytest.fixture(scope="module")
def long_scan(binary, tmp_path_factory):
    """(a feed of some seconds of work, how many seconds)"""
    folder = tmp_path_factory.mktemp("long")
    records = (article(f"n{n}", prose(n // 3, 300), outlet=f"o{n % 40}") for n in range(15_000))
    feed = write_feed(folder / "feed.jsonl", records)
    result = Wirecopy(binary, folder)("scan", feed, "-o", folder / "run", limit=120)
    assert result.code == 0, result.said
    return feed, result.seconds


# ------------------------------------------------------------------ what is there already


def test_folders_above_are_made(wirecopy, feed, place):
    assert wirecopy("scan", feed, "-o", place / "a" / "b" / "run").code == 0
    assert names_in(place / "a" / "b") == {"run"} and names_in(place / "a" / "b" / "run") == RUN_FILES


@pytest.mark.parametrize("name", ["run/", "./run", "x/../run"])
def test_unusual_spellings_of_the_folder(wirecopy, feed, place, name):
    result = wirecopy("scan", feed, "-o", name, cwd=place)
    assert result.code == 0, result.said
    assert names_in(place / "run") == RUN_FILES and "run" in names_in(place)
    assert not [entry for entry in names_in(place) if "tmp" in entry]


def test_an_empty_folder_is_used(wirecopy, feed, place):
    (place / "run").mkdir()
    assert wirecopy("scan", feed, "-o", place / "run").code == 0
    assert names_in(place / "run") == RUN_FILES and names_in(place) == {"run"}


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_that_is_no_run_is_never_touched(wirecopy, feed, place, force):
    (place / "mine").mkdir()
    (place / "mine" / "thesis.txt").write_text("do not lose me")
    result = wirecopy("scan", feed, "-o", place / "mine", *(["--force"] if force else []))
    assert result.code == 2 and str(place / "mine") in result.err
    assert names_in(place) == {"mine"} and names_in(place / "mine") == {"thesis.txt"}


@pytest.mark.parametrize("force", [False, True])
def test_a_file_in_the_way(wirecopy, feed, place, force):
    (place / "run").write_text("a file")
    result = wirecopy("scan", feed, "-o", place / "run", *(["--force"] if force else []))
    assert result.code == 2 and str(place / "run") in result.err
    assert (place / "run").read_text() == "a file" and names_in(place) == {"run"}


def test_an_older_run_needs_force(wirecopy, feed, place, tmp_path):
    other = write_feed(tmp_path / "other.jsonl", [article("other", prose(9, 60))])
    assert wirecopy("scan", feed, "-o", place / "run").code == 0
    before = bytes_of(place / "run")
    refused = wirecopy("scan", other, "-o", place / "run")
    assert refused.code == 2 and "--force" in refused.err
    assert bytes_of(place / "run") == before and names_in(place) == {"run"}
    assert wirecopy("scan", other, "-o", place / "run", "--force").code == 0
    assert RunFolder(place / "run").ids == ["other"]
    assert names_in(place) == {"run"} and names_in(place / "run") == RUN_FILES


def test_an_older_run_outlives_a_scan_that_fails(wirecopy, feed, place):
    assert wirecopy("scan", feed, "-o", place / "run").code == 0
    before = bytes_of(place / "run")
    assert wirecopy("scan", "missing.jsonl", "-o", place / "run", "--force").code == 2
    assert bytes_of(place / "run") == before and names_in(place) == {"run"}


def test_a_folder_that_cannot_be_written(wirecopy, feed):
    result = wirecopy("scan", feed, "-o", "/proc/run")
    assert result.code == 2 and "/proc/run" in result.err


# ------------------------------------------------------------------ a disk that is full


def check_failed_write(result, place, kept=frozenset()):
    assert result.code == 2, f"{result.code} {result.said}"
    assert "cannot write" in result.err and str(place) in result.err
    assert "Report:" not in result.out
    assert names_in(place) == set(kept)


def test_a_write_that_fails(wirecopy, feed, place):
    """A limit on the size of files fails like a full disk, and needs no rights."""
    def limit_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    check_failed_write(wirecopy("scan", feed, "-o", place / "run", preexec_fn=limit_files), place)


def test_a_full_disk(wirecopy, feed, place):
    mount = shutil.which("mount")
    made = mount and os.geteuid() == 0 and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True, check=False).returncode == 0
    if not made:
        warnings.warn(pytest.PytestWarning("SKIPPED the full disk: no right to mount a tmpfs"), stacklevel=1)
        pytest.skip("no right to mount a tmpfs")
    try:
        result = wirecopy("scan", feed, "-o", place / "run")
        check_failed_write(result, place)
        assert "No space left" in result.err
        (place / "filler").write_bytes(b"x" * 60_000)
        check_failed_write(wirecopy("scan", feed, "-o", place / "run"), place, {"filler"})
    finally:
        subprocess.run(["umount", str(place)], check=True)


# ------------------------------------------------------------------ interrupted


def interrupt(process: subprocess.Popen, number: int) -> int:
    assert process.poll() is None, "the scan ended before it could be interrupted"
    process.send_signal(number)
    try:
        return process.wait(timeout=seconds(5))
    except subprocess.TimeoutExpired:
        pytest.fail("one signal does not end the scan within five seconds")
    finally:
        process.kill()
        process.wait()


def wait_for_writing(process: subprocess.Popen, place) -> None:
    """Until the folder that is written beside the final one is there."""
    before = names_in(place)
    while process.poll() is None and names_in(place) == before:
        time.sleep(0.001)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("part", [0.1, 0.4], ids=["early", "midway"])
def test_an_interrupt_leaves_nothing_behind(wirecopy, long_scan, place, number, part):
    feed, took = long_scan
    with (place.parent / "said").open("wb") as said:
        process = wirecopy.start("scan", feed, "-o", place / "run", stderr=said)
        time.sleep(part * took)
        code = interrupt(process, number)
    assert code == 130
    assert names_in(place) == set()
    assert b"interrupted" in (place.parent / "said").read_bytes()


@pytest.mark.slow
def test_an_interrupt_while_writing_leaves_nothing_behind(wirecopy, long_scan, place):
    process = wirecopy.start("scan", long_scan[0], "-o", place / "run")
    wait_for_writing(process, place)
    assert interrupt(process, signal.SIGINT) == 130
    assert names_in(place) == set()


@pytest.mark.slow
def test_an_interrupt_keeps_the_older_run(wirecopy, feed, long_scan, place):
    assert wirecopy("scan", feed, "-o", place / "run").code == 0
    before = bytes_of(place / "run")
    process = wirecopy.start("scan", long_scan[0], "-o", place / "run", "--force")
    time.sleep(0.3 * long_scan[1])
    assert interrupt(process, signal.SIGINT) == 130
    assert bytes_of(place / "run") == before and names_in(place) == {"run"}


def test_an_interrupt_while_it_waits_for_stdin(wirecopy, place):
    process = wirecopy.start("scan", "-", "-o", place / "run", stdin=subprocess.PIPE)
    time.sleep(seconds(0.5))
    try:
        assert interrupt(process, signal.SIGINT) == 130
    finally:
        process.stdin.close()
    assert names_in(place) == set()


@pytest.mark.slow
def test_a_kill_while_writing_leaves_no_half_run(wirecopy, long_scan, feed, place):
    process = wirecopy.start("scan", long_scan[0], "-o", place / "run")
    wait_for_writing(process, place)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "the scan ended before it could be killed"
    left = names_in(place)
    assert left and "run" not in left
    assert wirecopy("scan", feed, "-o", place / "run").code == 0, "what was left is not in the way"
    assert names_in(place / "run") == RUN_FILES


# ------------------------------------------------------------------ two at once


def two_feeds(tmp_path):
    return [write_feed(tmp_path / f"{name}.jsonl", [article(f"{name}{n}", prose(n // 2, 200)) for n in range(600)])
            for name in ("left", "right")]


@pytest.mark.slow
def test_two_scans_at_once_into_two_folders(wirecopy, place, tmp_path):
    feeds = two_feeds(tmp_path)
    running = [wirecopy.start("scan", feed, "-o", place / feed.stem) for feed in feeds]
    assert [process.wait(timeout=seconds(60)) for process in running] == [0, 0]
    assert names_in(place) == {"left", "right"}
    for feed in feeds:
        assert wirecopy("scan", feed, "-o", tmp_path / "again", "--force").code == 0
        assert bytes_of(tmp_path / "again") == bytes_of(place / feed.stem)


@pytest.mark.slow
@pytest.mark.parametrize("force", [False, True])
def test_two_scans_at_once_into_one_folder(wirecopy, place, tmp_path, force):
    feeds = two_feeds(tmp_path)
    for _ in range(3):
        shutil.rmtree(place / "run", ignore_errors=True)
        running = [wirecopy.start("scan", feed, "-o", place / "run", *(["--force"] if force else [])) for feed in feeds]
        codes = [process.wait(timeout=seconds(60)) for process in running]
        assert 0 in codes and set(codes) <= {0, 2}
        assert force or sorted(codes) == [0, 2], "the second is refused"
        assert names_in(place) == {"run"} and names_in(place / "run") == RUN_FILES
        run = RunFolder(place / "run")
        names = {name.rstrip("0123456789") for name in run.ids}
        assert len(run.ids) == 600 and names == {os.path.basename(run.run["options"]["input"]).removesuffix(".jsonl")}
        assert {pair["a"].rstrip("0123456789") for pair in run.pairs} == names
        assert force or names == {feeds[codes.index(0)].stem}
