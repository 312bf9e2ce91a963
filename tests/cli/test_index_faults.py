"""What an index makes of kills, full disks, failing calls and damaged files: nothing is lost, nothing is wrong in
silence. WIRECOPY_KILLS and WIRECOPY_FLIPS say how often, and WIRECOPY_STRIDE of how many failing calls one is tried; the
figures of the record are 200, 100 and 1."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import subprocess
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli_support import ROOT, Wirecopy, seconds, write_feed
from index_support import NIGHTS, add, night_of, records, write_nights

KILLS = int(os.environ.get("WIRECOPY_KILLS", "20"))
FLIPS = int(os.environ.get("WIRECOPY_FLIPS", "5"))
STRIDE = int(os.environ.get("WIRECOPY_STRIDE", "4"))
CODES = {0, 2, 4}  # whatever happens: an exit code of the program, no signal


@dataclass
class Undisturbed:
    """An index of three nights, the feed of a fourth, and what adding it gives when nothing goes wrong."""
    index: Path
    feed: Path
    before: str  # export
    after: str
    out: bytes   # annotated records
    seconds: float


def make(binary, folder: Path, articles: int) -> Undisturbed:
    run = Wirecopy(binary, folder)
    feeds = write_nights(folder / "feeds", 4, articles)
    for feed, night in zip(feeds[:3], NIGHTS):
        assert add(run, folder / "index", feed, night).code == 0
    shutil.copytree(folder / "index", folder / "done")
    result = add(run, folder / "done", feeds[3], NIGHTS[3], "-o", folder / "out.jsonl")
    assert result.code == 0, result.said
    return Undisturbed(folder / "index", feeds[3], run("index", "export", folder / "index").out,
                       run("index", "export", folder / "done").out, (folder / "out.jsonl").read_bytes(), result.seconds)


@pytest.fixture(scope="module")
def small(binary, tmp_path_factory):
    return make(binary, tmp_path_factory.mktemp("small"), 40)


@pytest.fixture(scope="module")
def large(binary, tmp_path_factory):
    return make(binary, tmp_path_factory.mktemp("large"), 1500)


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def refill(index: Path, whole: Path):
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(whole, index)


def check_and_repeat(wirecopy, index: Path, undisturbed: Undisturbed, out: Path):
    """Whatever has happened: the index is whole, and the same command once more ends where it would have ended."""
    verified = wirecopy("index", "verify", index)
    assert verified.code == 0, verified.said
    assert wirecopy("index", "export", index).out in (undisturbed.before, undisturbed.after)
    again = add(wirecopy, index, undisturbed.feed, NIGHTS[3], "-o", out, "--force")
    assert again.code == 0, again.said
    assert out.read_bytes() == undisturbed.out
    assert wirecopy("index", "export", index).out == undisturbed.after
    assert wirecopy("index", "verify", index).code == 0
    assert not [path.name for path in (index / "segments").iterdir() if path.suffix != ".seg"]


# ------------------------------------------------------------------ kills


@pytest.mark.slow
def test_killed_at_random_moments(wirecopy, large, index, tmp_path):
    chosen = random.Random(KILLS)
    ended = 0
    for _ in range(KILLS):
        refill(index, large.index)
        out = tmp_path / "out.jsonl"
        out.unlink(missing_ok=True)
        process = wirecopy.start("dedup", large.feed, "--index", index, "--night", NIGHTS[3], "-o", out)
        time.sleep(chosen.uniform(0, large.seconds * 1.1))
        ended += process.poll() is not None
        process.kill()
        process.wait()
        if out.exists():
            assert out.read_bytes() == large.out
        check_and_repeat(wirecopy, index, large, out)
        for path in tmp_path.glob("out.jsonl.tmp-*"):
            path.unlink()
    assert ended < KILLS * 0.7, "most runs ended before they were killed"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_clean(wirecopy, large, index, tmp_path, number):
    refill(index, large.index)
    process = wirecopy.start("dedup", large.feed, "--index", index, "--night", NIGHTS[3], "-o", tmp_path / "out.jsonl")
    while process.poll() is None and not list(tmp_path.glob("out.jsonl.tmp-*")):
        time.sleep(0.001)
    process.send_signal(number)
    assert process.wait(timeout=seconds(10)) in (130, 0)
    assert not list(tmp_path.glob("out.jsonl.tmp-*"))
    check_and_repeat(wirecopy, index, large, tmp_path / "out.jsonl")


# ------------------------------------------------------------------ calls that fail


@pytest.fixture(scope="module")
def shim(binary, tmp_path_factory):
    """A library that is loaded before the C library, and lets one call go wrong."""
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, ROOT / "tests" / "support" / "faults.c", "-ldl"],
                   check=True)
    probe = subprocess.run([binary, "--version"], env={**os.environ, "LD_PRELOAD": str(library)}, capture_output=True,
                           check=False)
    if probe.returncode != 0:
        warnings.warn(pytest.PytestWarning("SKIPPED failing calls: this build takes no preloaded library"), stacklevel=1)
        pytest.skip("this build takes no preloaded library")
    return library


def faulty(wirecopy, shim, index, feed, out, fault: str, calls: Path | None = None):
    environment = wirecopy.environment(LD_PRELOAD=str(shim), WIRECOPY_FAULT=fault)
    if calls:
        environment["WIRECOPY_CALLS"] = str(calls)
    return wirecopy("dedup", feed, "--index", index, "--night", NIGHTS[3], "-o", out, "--force", "--threads", 1,
                    env=environment)


def calls_of(wirecopy, shim, index, feed, out, tmp_path) -> int:
    result = faulty(wirecopy, shim, index, feed, out, "none:0", tmp_path / "calls")
    assert result.code == 0, result.said
    calls = int((tmp_path / "calls").read_text())
    assert calls > 20
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["fail", "full", "short", "kill"])
def test_every_call_that_changes_a_file(wirecopy, shim, small, index, tmp_path, mode):
    out = tmp_path / "out.jsonl"
    refill(index, small.index)
    calls = calls_of(wirecopy, shim, index, small.feed, out, tmp_path)
    for at in range(1, calls + 1, STRIDE):
        refill(index, small.index)
        out.unlink(missing_ok=True)
        result = faulty(wirecopy, shim, index, small.feed, out, f"{mode}:{at}")
        if mode == "kill":
            assert result.code == -signal.SIGKILL
        else:
            assert result.code in (0, 2), result.said
            assert result.code == 0 or "wirecopy: " in result.err
        if out.exists():
            assert out.read_bytes() == small.out
        else:
            assert result.code != 0
        check_and_repeat(wirecopy, index, small, out)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["fail", "kill"])
def test_every_call_of_the_first_night(wirecopy, shim, index, tmp_path, mode):
    feed = write_feed(tmp_path / "feed.jsonl", night_of(0, 30))
    assert add(wirecopy, tmp_path / "whole", feed, NIGHTS[3]).code == 0
    expected = wirecopy("index", "export", tmp_path / "whole").out
    calls = calls_of(wirecopy, shim, index, feed, tmp_path / "out.jsonl", tmp_path)
    for at in range(1, calls + 1, STRIDE):
        shutil.rmtree(index, ignore_errors=True)
        assert faulty(wirecopy, shim, index, feed, tmp_path / "out.jsonl", f"{mode}:{at}").code in (0, 2, -9)
        assert add(wirecopy, index, feed, NIGHTS[3]).code == 0
        assert wirecopy("index", "export", index).out == expected
        assert wirecopy("index", "verify", index).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", [["compact"], ["expire", "--before", NIGHTS[2]], ["delete", "--ids-from", "ids"]])
@pytest.mark.parametrize("mode", ["fail", "kill"])
def test_every_call_of_the_other_commands(wirecopy, shim, small, index, tmp_path, command, mode):
    ids = [record["id"] for record in records(small.before)[1:90] if "article" in record]
    (wirecopy.folder / "ids").write_text("\n".join(ids[::3]))
    (wirecopy.folder / "some").write_text("\n".join(ids[1::3]))
    refill(tmp_path / "start", small.index)
    assert wirecopy("index", "delete", tmp_path / "start", "--ids-from", "some").code == 0
    run = ["index", command[0], index, *command[1:]]
    refill(index, tmp_path / "start")
    before = wirecopy("index", "export", index).out
    environment = wirecopy.environment(LD_PRELOAD=str(shim), WIRECOPY_CALLS=str(tmp_path / "calls"))
    assert wirecopy(*run, env=environment).code == 0
    after = wirecopy("index", "export", index).out
    for at in range(1, int((tmp_path / "calls").read_text()) + 1, STRIDE):
        refill(index, tmp_path / "start")
        result = wirecopy(*run, env=wirecopy.environment(LD_PRELOAD=str(shim), WIRECOPY_FAULT=f"{mode}:{at}"))
        assert result.code in (0, 2, -9), result.said
        assert wirecopy("index", "verify", index).code == 0
        assert wirecopy("index", "export", index).out in (before, after)
        again = wirecopy(*run)
        assert again.code in (0, 3), again.said  # deleted already
        assert wirecopy("index", "export", index).out == after
        assert wirecopy("index", "verify", index).code == 0


# ------------------------------------------------------------------ full and read-only disks


def in_namespace(script: str, limit: float = 120) -> subprocess.CompletedProcess:
    """As root of a namespace of its own, where file systems can be mounted."""
    return subprocess.run(["unshare", "-rm", "sh", "-ec", script], capture_output=True, text=True, timeout=seconds(limit),
                          check=False)


@pytest.fixture(scope="module")
def namespace(tmp_path_factory):
    place = tmp_path_factory.mktemp("mount")
    if in_namespace(f"mount -t tmpfs -o size=64k none {place}").returncode != 0:
        warnings.warn(pytest.PytestWarning("SKIPPED full disks: nothing can be mounted here"), stacklevel=1)
        pytest.skip("nothing can be mounted here")
    return place


@pytest.mark.slow
def test_a_full_disk(wirecopy, small, namespace, tmp_path):
    """From a disk that takes nothing more to one that takes all of it."""
    used = sum(path.stat().st_blocks * 512 for path in small.index.rglob("*") if path.is_file()) // 1024
    (tmp_path / "after").write_text(small.after)
    failed, tried = 0, range(0, 640, 16 * min(STRIDE, 2))
    for more in tried:
        script = f"""
            mount -t tmpfs -o size={used + more}k none {namespace}
            cp -r {small.index} {namespace}/index
            code=0
            {wirecopy.binary} dedup {small.feed} --index {namespace}/index --night {NIGHTS[3]} >{tmp_path}/out || code=$?
            {wirecopy.binary} index verify {namespace}/index || test $? = 2  # readers need some room for their locks
            mount -o remount,size=64m {namespace}
            {wirecopy.binary} dedup {small.feed} --index {namespace}/index --night {NIGHTS[3]} >{tmp_path}/out
            {wirecopy.binary} index verify {namespace}/index
            {wirecopy.binary} index export {namespace}/index | cmp - {tmp_path}/after
            echo code $code"""
        result = in_namespace(script)
        assert result.returncode == 0, result.stdout + result.stderr
        code = int(result.stdout.split()[-1])
        assert code in (0, 2)
        failed += code == 2
        assert (tmp_path / "out").read_bytes() == small.out
    assert 2 < failed < len(tried)


def test_a_read_only_disk(wirecopy, small, namespace, tmp_path):
    script = f"""
        mount -t tmpfs none {namespace}
        cp -r {small.index} {namespace}/index
        mount -o remount,ro {namespace}
        {wirecopy.binary} index verify {namespace}/index
        {wirecopy.binary} index stats {namespace}/index >/dev/null
        {wirecopy.binary} index export {namespace}/index >{tmp_path}/export
        {wirecopy.binary} dedup {small.feed} --index {namespace}/index --night {NIGHTS[3]} || echo code $?"""
    result = in_namespace(script)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "code 2\n" and "cannot write" in result.stderr
    assert (tmp_path / "export").read_text() == small.before


# ------------------------------------------------------------------ damaged files


def disturbed(wirecopy, index, undisturbed, out, file: Path, intact: bytes, content: bytes) -> bool:
    """Every command names the damage, or does what it would have done. True when verify has seen it."""
    file.write_bytes(content)
    verified = wirecopy("index", "verify", index)
    assert verified.code in (0, 4), verified.said
    if verified.code == 4:
        assert file.name in verified.err or "holds no index" in verified.err
    export = wirecopy("index", "export", index)
    assert export.code in CODES
    assert export.out == undisturbed.before if export.code == 0 else undisturbed.before.startswith(export.out)
    out.unlink(missing_ok=True)
    added = add(wirecopy, index, undisturbed.feed, NIGHTS[3], "-o", out)
    assert added.code in CODES, added.said
    if added.code == 0:
        assert out.read_bytes() == undisturbed.out
        # What it has not needed is still damaged, and all else as it would be.
        after = wirecopy("index", "export", index)
        assert after.code == 4 or after.out == undisturbed.after
    return verified.code == 4


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["flip", "cut", "zeros"])
def test_damage_anywhere_is_seen_or_harmless(wirecopy, small, index, tmp_path, kind):
    chosen = random.Random(kind)
    names = [path.relative_to(small.index) for path in sorted(small.index.rglob("*")) if path.is_file()]
    assert len(names) == 5
    for name in names:
        intact = (small.index / name).read_bytes()
        seen = 0
        for turn in range(FLIPS):
            refill(index, small.index)
            content = bytearray(intact)
            at = chosen.randrange(min(200, len(intact)) if turn % 5 == 0 else len(intact))
            if kind == "flip":
                content[at] ^= 1 << chosen.randrange(8)
            elif kind == "cut":
                del content[at:]
            else:
                content[at:at + 512] = bytes(len(content[at:at + 512]))
            seen += disturbed(wirecopy, index, small, tmp_path / "out.jsonl", index / name, intact, bytes(content))
        if kind != "zeros" and name.name != "lock":
            assert seen == FLIPS, name


# ------------------------------------------------------------------ several at once


def test_a_second_writer_is_told_who_is_writing(wirecopy, small, index):
    refill(index, small.index)
    with (index / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711\n")
        lock.flush()
        for command in (["dedup", small.feed, "--index", index], ["index", "compact", index],
                        ["index", "expire", index, "--before", NIGHTS[0]]):
            result = wirecopy(*command)
            assert result.code == 2 and "process 4711 is writing" in result.err
        assert wirecopy("index", "export", index).out == small.before
        assert wirecopy("index", "verify", index).code == 0


@pytest.mark.slow
def test_two_writers_at_once(wirecopy, small, index, tmp_path):
    for _ in range(5):
        refill(index, small.index)
        both = [wirecopy.start("dedup", small.feed, "--index", index, "--night", NIGHTS[3], "-o", tmp_path / f"out{n}",
                               "--force") for n in range(2)]
        codes = {process.wait(timeout=seconds(60)) for process in both}
        assert codes in ({0}, {0, 2})
        assert wirecopy("index", "export", index).out == small.after
        assert wirecopy("index", "verify", index).code == 0


@pytest.mark.slow
def test_readers_see_whole_nights_while_others_write(wirecopy, large, index, tmp_path):
    refill(index, large.index)
    expected = {large.before, large.after}
    reads = 0
    for turn in range(3):
        refill(index, large.index)
        process = wirecopy.start("dedup", large.feed, "--index", index, "--night", NIGHTS[3], "-o",
                                 tmp_path / f"out{turn}")
        while process.poll() is None:
            result = wirecopy("index", "export", index)
            assert result.code == 0 and result.out in expected
            assert wirecopy("index", "stats", index).code == 0
            reads += 1
        assert process.returncode == 0
    assert reads > 3


@pytest.mark.slow
def test_readers_go_on_while_segments_are_replaced(wirecopy, large, index):
    refill(index, large.index)
    ids = [record["id"] for record in records(large.before) if "article" in record]
    (wirecopy.folder / "ids").write_text("\n".join(ids[::7]))
    assert wirecopy("index", "delete", index, "--ids-from", "ids").code == 0
    expected = wirecopy("index", "export", index).out
    process = wirecopy.start("index", "compact", index)
    while process.poll() is None:
        result = wirecopy("index", "export", index)
        assert (result.code, result.out) == (0, expected)
        assert wirecopy("index", "verify", index).code == 0
    assert process.returncode == 0
