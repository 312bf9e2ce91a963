"""wirecopy dedup: every record comes back with what it is a copy of, whole or not at all."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import resource
import signal
import subprocess
import time
import warnings

import pytest
from cli_support import article, json_lines, names_in, parse, prose, seconds, write_feed

KEYS = ["cluster", "duplicate_of", "similarity", "kept", "reason"]
RECORDS = [
    article("a", prose(1, 120), published="2025-03-02T10:00:00Z", n=1.5),
    article("b", prose(1, 120) + " And some more words at the end.", published="2025-03-01T10:00:00Z"),
    article("c", prose(2, 120), outlet="Harbour Post"),
    article("d", prose(1, 120), published="2025-03-03"),
]


@pytest.fixture
def feed(tmp_path):
    return write_feed(tmp_path / "feed.jsonl", RECORDS)


@pytest.fixture
def place(tmp_path):
    """An empty folder for outputs, so that anything left behind is seen."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


@pytest.fixture(scope="module")
def long_feed(tmp_path_factory):
    """Some seconds of work on one thread."""
    path = tmp_path_factory.mktemp("long") / "feed.jsonl"
    block = [prose(n // 2, 300) for n in range(2000)]
    with path.open("wb") as stream:
        for turn in range(40):
            stream.write(json_lines(article(f"{turn}-{n}", f"{turn} {text}") for n, text in enumerate(block)))
    return path


def records_in(out: str) -> list[dict]:
    assert out == "" or out.endswith("\n")
    return [parse(line) for line in out.split("\n")[:-1]]


def annotations(out: str) -> dict[str, dict]:
    found = {record["id"]: record["wirecopy"] for record in records_in(out)}
    for one in found.values():
        assert list(one) == KEYS
    return found


# ------------------------------------------------------------------ what comes out


def test_every_record_comes_back_byte_for_byte(wirecopy, feed):
    result = wirecopy("dedup", feed)
    assert result.code == 0, result.said
    lines = result.out.splitlines()
    for before, after in zip(feed.read_text().splitlines(), lines, strict=True):
        assert after.startswith(before[:-1] + ',"wirecopy":{') and after.endswith("}}")
    found = annotations(result.out)
    assert found["b"] == {"cluster": "a", "duplicate_of": None, "similarity": None, "kept": True, "reason": "earliest"}
    assert found["c"] == {"cluster": "c", "duplicate_of": None, "similarity": None, "kept": True, "reason": "alone"}
    for name in "ad":
        assert found[name] == {"cluster": "a", "duplicate_of": "b", "similarity": 1.0, "kept": False,
                               "reason": "duplicate"}


def test_an_older_annotation_is_replaced(wirecopy, feed):
    once = wirecopy("dedup", feed).out
    again = wirecopy("dedup", "-", stdin=once.encode())
    assert again.code == 0 and again.out == once
    other = wirecopy("dedup", "-", "--keep", "first-seen", stdin=once.encode())
    assert annotations(other.out)["a"]["reason"] == "first-seen"
    assert other.out.count('"wirecopy"') == len(RECORDS)


def test_records_without_text_pass_through(wirecopy, tmp_path):
    path = write_feed(tmp_path / "feed.jsonl", [*RECORDS, {"id": "none"}, {"id": "blank", "text": " \n"}])
    result = wirecopy("dedup", path)
    assert result.code == 3
    found = annotations(result.out)
    for name in ("none", "blank"):
        assert found[name] == {"cluster": None, "duplicate_of": None, "similarity": None, "kept": True,
                               "reason": "no-text"}
    for line in ("line 5", "line 6"):
        assert f"{path}, {line}: no text" in result.err


def test_broken_lines_are_named_and_left_out(wirecopy, tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes(json_lines(RECORDS[:1]) + b"{broken\n\n[1]\n" + b'{"text": "caf\xe9"}\n' + json_lines(RECORDS[1:]))
    result = wirecopy("dedup", path, "--quiet")
    assert result.code == 3
    assert list(annotations(result.out)) == ["a", "b", "c", "d"]
    said = result.err.splitlines()
    assert len(said) == 3
    for line, number in zip(said, (2, 4, 5), strict=True):
        assert f"{path}, line {number}: " in line


def test_broken_lines_are_counted_through_a_long_file(wirecopy, tmp_path):
    path = tmp_path / "feed.jsonl"
    lines = [json.dumps(article(str(n), f"{n} {prose(n % 50, 300)}")).encode() for n in range(2500)]
    for at in (7, 1200, 2499):
        lines[at] = b"{broken"
    path.write_bytes(b"\n".join(lines))
    assert path.stat().st_size > 4_000_000
    for threads in (1, 4):
        result = wirecopy("dedup", path, "--threads", threads, "--quiet")
        assert result.code == 3
        assert [line.split(", ")[1].split(":")[0] for line in result.err.splitlines()] == \
            ["line 8", "line 1201", "line 2500"]


def test_a_file_that_cannot_be_read_is_named(wirecopy, feed, tmp_path):
    whole = gzip.compress(json_lines(article(str(n), prose(n, 300)) for n in range(200)))
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(whole[:len(whole) // 2])
    binary = tmp_path / "binary.dat"
    binary.write_bytes(bytes(1000))
    result = wirecopy("dedup", cut, binary, feed)
    assert result.code == 3
    assert str(cut) in result.err and "truncated" in result.err.lower()
    assert f"{binary}: binary data" in result.err
    assert 50 < len(records_in(result.out)) < 150 and "d" in annotations(result.out)


# ------------------------------------------------------------------ options


def test_drop_leaves_the_duplicates_out(wirecopy, feed):
    result = wirecopy("dedup", feed, "--drop")
    assert list(annotations(result.out)) == ["b", "c"]
    assert "2 duplicates left out" in result.err
    alone = wirecopy("dedup", feed, "--drop", "--annotations-only")
    assert list(annotations(alone.out)) == ["b", "c"]


def test_annotations_alone(wirecopy, feed):
    whole, alone = wirecopy("dedup", feed), wirecopy("dedup", feed, "--annotations-only")
    assert annotations(alone.out) == annotations(whole.out)
    assert all(list(record) == ["id", "wirecopy"] for record in records_in(alone.out))


@pytest.mark.parametrize(("keep", "kept"), [("earliest", "b"), ("longest", "b"), ("first-seen", "a")])
def test_keep(wirecopy, feed, keep, kept):
    found = annotations(wirecopy("dedup", feed, "--keep", keep).out)
    assert found[kept]["reason"] == keep and found[kept]["kept"]
    assert {one["duplicate_of"] for name, one in found.items() if name in "abd" and name != kept} == {kept}


AP_LINE = "By MARTA VELLING\nAssociated Press\n"


@pytest.mark.parametrize(("keep", "kept"), [("earliest", "plain"), ("credited", "credited"), ("agency", "wire")])
def test_keep_by_what_an_article_says_of_its_source(wirecopy, tmp_path, keep, kept):
    feed = write_feed(tmp_path / "feed.jsonl", [
        article("plain", prose(1, 120), published="2025-03-01T08:00:00Z"),
        article("photo", prose(1, 120) + "\nPhoto: Reuters", published="2025-03-01T08:30:00Z"),
        article("credited", AP_LINE + prose(1, 120), published="2025-03-01T09:00:00Z"),
        article("later", AP_LINE + prose(1, 120), published="2025-03-01T11:00:00Z"),
        article("wire", prose(1, 120), published="2025-03-01T10:00:00Z", outlet="Reuters")])
    found = annotations(wirecopy("dedup", feed, "--keep", keep).out)
    assert found[kept]["reason"] == keep and found[kept]["kept"]
    assert {one["duplicate_of"] for name, one in found.items() if name != kept} == {kept}


def test_keep_agency_takes_the_table_of_outlets(wirecopy, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", [
        article("a", prose(1, 120), published="2025-03-01T08:00:00Z"),
        article("b", prose(1, 120), published="2025-03-01T09:00:00Z", outlet="Fjordnytt Wire")])
    assert annotations(wirecopy("dedup", feed, "--keep", "agency").out)["a"]["kept"]
    table = tmp_path / "outlets.csv"
    table.write_text("domain,outlet,family,country,is_agency,aliases\nfjordnytt.example,Fjordnytt Wire,,,1,\n")
    assert annotations(wirecopy("dedup", feed, "--keep", "agency", "--outlets", table).out)["b"]["kept"]
    missing = wirecopy("dedup", feed, "--keep", "agency", "--outlets", tmp_path / "none.csv")
    assert missing.code == 2 and "none.csv" in missing.err


def test_likeness(wirecopy, tmp_path):
    excerpt = prose(5, 60)
    path = write_feed(tmp_path / "feed.jsonl", [article("whole", excerpt + prose(6, 400)), article("part", excerpt)])
    contained = annotations(wirecopy("dedup", path).out)
    assert contained["part"]["duplicate_of"] == "whole"
    by_jaccard = annotations(wirecopy("dedup", path, "--likeness", "jaccard").out)
    assert {one["reason"] for one in by_jaccard.values()} == {"alone"}
    lenient = annotations(wirecopy("dedup", path, "--likeness", "jaccard", "--threshold", "0.05").out)
    assert lenient["part"]["duplicate_of"] == "whole"


@pytest.mark.parametrize(("option", "value"), [
    ("--threshold", "0"), ("--threshold", "1.5"), ("--threshold", "-1"), ("--threshold", "nan"),
    ("--threshold", "half"), ("--likeness", "cosine"), ("--keep", "best"), ("--values", "7"), ("--values", "1025"),
    ("--shingle", "0"), ("--shingle", "65"), ("--map", "text"), ("--map", "nonsense=body"),
])
def test_an_option_out_of_range_is_named(wirecopy, feed, place, option, value):
    result = wirecopy("dedup", feed, f"{option}={value}", "-o", place / "out.jsonl")
    assert result.code == 2 and option in result.err and result.out == ""
    assert names_in(place) == set()


def test_an_unknown_scheme(wirecopy, feed):
    result = wirecopy("dedup", feed, "--scheme", "no-such")
    assert result.code == 2 and "no-such" in result.err


def test_fields_by_other_names(wirecopy, tmp_path):
    renamed = [{"key": r["id"], "source": {"name": r["outlet"]}, "body": {"main": r["text"]}} for r in RECORDS]
    path = write_feed(tmp_path / "feed.jsonl", renamed)
    result = wirecopy("dedup", path, "--map", "id=key,outlet=source.name,text=body.main")
    assert result.code == 0, result.said
    found = {record["key"]: record["wirecopy"] for record in records_in(result.out)}
    assert found["d"]["duplicate_of"] == "a" and found["c"]["reason"] == "alone"


def test_a_long_article_is_not_put_aside_for_a_short_one_that_it_holds(wirecopy, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", [
        article("brief", prose(1, 100), published="2025-03-01"),
        article("long", prose(1, 100) + " " + prose(2, 300), published="2025-03-02")])
    found = annotations(wirecopy("dedup", feed, "--drop").out)
    assert found["long"]["reason"] == "related" and found["long"]["cluster"] == "brief" == found["brief"]["cluster"]
    assert 0.2 < found["long"]["similarity"] < 0.3
    assert annotations(wirecopy("dedup", feed, "--keep", "longest").out)["brief"]["duplicate_of"] == "long"


def test_equal_ids_are_told_apart(wirecopy, tmp_path):
    records = [article("a", prose(1, 80)), article("a", prose(2, 80)), article("a#2", prose(3, 80)),
               article("b", prose(2, 80))]
    result = wirecopy("dedup", write_feed(tmp_path / "feed.jsonl", records))
    assert [record["wirecopy"]["cluster"] for record in records_in(result.out)] == ["a", "a#3", "a#2", "a#3"]
    assert [record["id"] for record in records_in(result.out)] == ["a", "a", "a#2", "b"]
    assert records_in(result.out)[3]["wirecopy"]["duplicate_of"] == "a#3"
    assert "1 articles have the id of an earlier one" in result.err


def test_where_nothing_can_be_read_nothing_is_written(wirecopy, tmp_path, place):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n[1]\n")
    result = wirecopy("dedup", broken, "-o", place / "out.jsonl")
    assert result.code == 2 and "line 1" in result.err and "nothing in the input" in result.err
    (tmp_path / "empty.txt").write_text(" \n")
    result = wirecopy("dedup", tmp_path / "empty.txt", "-o", place / "out.jsonl")
    assert result.code == 2 and "the text is empty" in result.err
    assert names_in(place) == set()


def test_marks_stacked_on_a_letter(wirecopy, tmp_path):
    text = "a" + "\u0301\u0316" * 100_000 + " " + prose(1, 60)
    result = wirecopy("dedup", write_feed(tmp_path / "feed.jsonl", [article("a", text)]), "--quiet")
    assert result.code == 0 and result.seconds < seconds(5)


def test_little_memory_takes_a_temporary_file(wirecopy, tmp_path):
    """The signatures of 30,000 articles, 60 MB, do not fit; what comes out is the same, and nothing stays behind."""
    (tmp_path / "tmp").mkdir()
    feed = write_feed(tmp_path / "feed.jsonl", (article(str(n), prose(n // 2, 20)) for n in range(30_000)))
    options = ["--annotations-only", "--threads", 2, "--values", 1024]
    whole = wirecopy("dedup", feed, *options)
    little = wirecopy("dedup", feed, *options, "--memory", "64M",
                      env=wirecopy.environment(TMPDIR=str(tmp_path / "tmp")))
    assert little.code == 0 and little.out == whole.out, little.err
    assert not list((tmp_path / "tmp").iterdir())
    memory = [float(run.err.rsplit(" MB of memory")[0].rsplit(" ", 1)[1]) for run in (whole, little)]
    assert memory[1] < memory[0] - 20, memory
    nowhere = wirecopy("dedup", feed, *options, "--memory", "64M",
                       env=wirecopy.environment(TMPDIR=str(tmp_path / "missing")))
    assert nowhere.code == 2 and "missing: no temporary file" in nowhere.err


def test_a_link_at_the_output_stays(wirecopy, feed, place):
    (place / "target.jsonl").write_text("old")
    (place / "out.jsonl").symlink_to("target.jsonl")
    assert wirecopy("dedup", feed, "-o", place / "out.jsonl").code == 2
    assert wirecopy("dedup", feed, "-o", place / "out.jsonl", "--force").code == 0
    assert (place / "out.jsonl").is_symlink() and len(records_in((place / "target.jsonl").read_text())) == len(RECORDS)
    (place / "nowhere.jsonl").symlink_to("missing/file")
    result = wirecopy("dedup", feed, "-o", place / "nowhere.jsonl")
    assert result.code == 2 and "a link to nothing" in result.err
    assert names_in(place) == {"out.jsonl", "target.jsonl", "nowhere.jsonl"}


def test_titles_alone(wirecopy, tmp_path):
    path = write_feed(tmp_path / "feed.jsonl", [{"id": n, "title": "Ferry runs aground off the point"} for n in "ab"])
    assert annotations(wirecopy("dedup", path, "--map", "text=title").out)["b"]["duplicate_of"] == "a"


# ------------------------------------------------------------------ inputs


def test_the_same_records_by_every_way_in(wirecopy, feed, tmp_path):
    expected = annotations(wirecopy("dedup", feed).out)
    assert wirecopy("dedup", "-", stdin=b"").out == ""
    content = feed.read_bytes()
    zipped = tmp_path / "feed.jsonl.gz"
    zipped.write_bytes(gzip.compress(content))
    array = tmp_path / "feed.json"
    array.write_text(json.dumps(RECORDS, indent=1))
    folder = tmp_path / "folder"
    folder.mkdir()
    write_feed(folder / "1.jsonl", RECORDS[:2])
    write_feed(folder / "2.jsonl", RECORDS[2:])
    assert annotations(wirecopy("dedup", zipped).out) == expected
    assert annotations(wirecopy("dedup", array).out) == expected
    assert annotations(wirecopy("dedup", folder).out) == expected
    assert annotations(wirecopy("dedup", "-", stdin=content).out) == expected
    assert annotations(wirecopy("dedup", "-", stdin=zipped.read_bytes()).out) == expected
    assert annotations(wirecopy("dedup", "-", "-", stdin=content).out) == expected


def test_a_named_pipe(wirecopy, feed, tmp_path):
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", feed, pipe]):
        result = wirecopy("dedup", pipe, limit=20)
    assert result.code == 0 and result.out == wirecopy("dedup", feed).out


@pytest.mark.parametrize("missing", ["no-such-file.jsonl", "no-such-folder/", "no-*.jsonl"])
def test_missing_input(wirecopy, feed, place, missing):
    result = wirecopy("dedup", feed, missing, "-o", place / "out.jsonl")
    assert result.code == 2 and missing in result.err and names_in(place) == set()


def test_an_input_without_records(wirecopy, tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b"")
    result = wirecopy("dedup", path)
    assert result.code == 0 and result.out == ""


def test_the_same_bytes_for_any_number_of_threads(wirecopy, long_feed, tmp_path):
    part = tmp_path / "part.jsonl"
    with long_feed.open("rb") as whole:
        part.write_bytes(b"".join(whole.readline() for _ in range(4100)))
    one = wirecopy("dedup", part, "--threads", 1)
    assert one.code == 0 and len(records_in(one.out)) == 4100
    assert wirecopy("dedup", part, "--threads", 4).out == one.out


def on_terminal(wirecopy, *arguments) -> str:
    """What a run says on a terminal, which its stderr is here."""
    reading, writing = os.openpty()
    process = wirecopy.start(*arguments, stderr=writing)
    os.close(writing)
    said = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(reading, 4096):
            said += part
    os.close(reading)
    assert process.wait(timeout=seconds(60)) == 0, said
    return said.decode()


def test_a_terminal_shows_how_far_it_is(wirecopy, long_feed, place):
    said = on_terminal(wirecopy, "dedup", long_feed, "-o", place / "out.jsonl", "--threads", 1)
    shares = [int(found) for found in re.findall(r"\rread (\d+) %|\x1b\[Kread (\d+) %", said) for found in found if found]
    assert shares and shares == sorted(shares) and max(shares) <= 100
    assert "read pairs" in said and "write" in said
    summary = said.rsplit("\x1b[K", 2)[-2]
    assert "80000 articles" in summary and "%" not in summary
    assert "%" not in on_terminal(wirecopy, "dedup", long_feed, "-o", place / "out.jsonl", "--force", "--quiet")


# ------------------------------------------------------------------ the output is whole or not there


def test_an_output_is_not_overwritten_without_force(wirecopy, feed, place):
    out = place / "out.jsonl"
    out.write_text("mine")
    refused = wirecopy("dedup", feed, "-o", out)
    assert refused.code == 2 and "--force" in refused.err and str(out) in refused.err
    assert out.read_text() == "mine" and names_in(place) == {"out.jsonl"}
    assert wirecopy("dedup", feed, "-o", out, "--force").code == 0
    assert out.read_text() == wirecopy("dedup", feed).out and names_in(place) == {"out.jsonl"}


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_in_the_way(wirecopy, feed, place, force):
    (place / "out").mkdir()
    result = wirecopy("dedup", feed, "-o", place / "out", *force)
    assert result.code == 2 and str(place / "out") in result.err and names_in(place) == {"out"}


def test_an_output_in_a_folder_that_is_not_there(wirecopy, feed, place):
    result = wirecopy("dedup", feed, "-o", place / "no" / "out.jsonl")
    assert result.code == 2 and "out.jsonl" in result.err and names_in(place) == set()


def test_a_write_that_fails(wirecopy, feed, place):
    """A limit on the size of files fails like a full disk, and needs no rights."""
    def limit_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    result = wirecopy("dedup", feed, "-o", place / "out.jsonl", preexec_fn=limit_files)
    assert result.code == 2 and "out.jsonl" in result.err and names_in(place) == set()


def test_a_full_device(wirecopy, feed):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(wirecopy.command("dedup", feed), stdout=full, stderr=subprocess.PIPE, check=False,
                              timeout=seconds(20))
    assert done.returncode == 2 and b"stdout: cannot write: No space left" in done.stderr


def test_a_device_is_written_and_never_replaced(wirecopy, feed, place):
    """A pipe stands for it here: a test must not risk /dev/null."""
    pipe = place / "out"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    try:
        result = wirecopy("dedup", feed, "-o", pipe, "--force", limit=20)
        said = reader.communicate(timeout=seconds(10))[0]
    finally:
        reader.kill()
        reader.wait()
    assert result.code == 0 and said.decode() == wirecopy("dedup", feed).out
    assert names_in(place) == {"out"} and pipe.is_fifo()


def test_a_reader_that_leaves(wirecopy, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", (article(str(n), prose(n % 50, 300)) for n in range(500)))
    process = wirecopy.start("dedup", feed, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(timeout=seconds(60)) == 2 and b"Broken pipe" in said


def test_two_runs_at_once(wirecopy, feed, place):
    expected = wirecopy("dedup", feed).out
    runs = [wirecopy.start("dedup", feed, "-o", place / f"{n}.jsonl") for n in range(2)]
    assert [run.wait(timeout=seconds(30)) for run in runs] == [0, 0]
    assert names_in(place) == {"0.jsonl", "1.jsonl"}
    assert all((place / f"{n}.jsonl").read_text() == expected for n in range(2))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("wait", [0.05, 0.6], ids=["early", "later"])
def test_a_signal_leaves_nothing_behind(wirecopy, long_feed, place, number, wait):
    process = wirecopy.start("dedup", long_feed, "-o", place / "out.jsonl", "--threads", 1)
    while process.poll() is None and names_in(place) == set():
        time.sleep(0.001)
    time.sleep(wait)
    if process.poll() is not None:
        warnings.warn(pytest.PytestWarning("SKIPPED a signal: the run ended before it"), stacklevel=1)
        pytest.skip("the run ended before the signal")
    process.send_signal(number)
    try:
        assert process.wait(timeout=seconds(10)) == 130
    finally:
        process.kill()
        process.wait()
    assert names_in(place) == set()


@pytest.mark.slow
def test_an_input_that_changes_meanwhile(wirecopy, long_feed, place):
    """Cut while it is read: an error, and no output. It is read three times, and the first is a part of the whole."""
    feed = place.parent / "changing.jsonl"
    feed.write_bytes(long_feed.read_bytes())
    process = wirecopy.start("dedup", feed, "-o", place / "out.jsonl", "--threads", 1, stderr=subprocess.PIPE)
    while process.poll() is None and names_in(place) == set():
        time.sleep(0.001)
    # Some of it has been read by now; the rest of the first pass meets the end, the second another file.
    time.sleep(0.2)
    alive = process.poll() is None
    os.truncate(feed, 10_000)
    said = process.stderr.read()
    code = process.wait(timeout=seconds(60))
    if not alive:
        warnings.warn(pytest.PytestWarning("SKIPPED a change: the run ended before it"), stacklevel=1)
        pytest.skip("the run ended before the change")
    assert code == 2 and b"the input changed" in said
    assert names_in(place) == set()
