"""wirecopy index: what can be done with an index beside adding to it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess

import pytest
from cli_support import Wirecopy, article, prose, write_feed
from index_support import NIGHTS, add, answers, write_nights


@pytest.fixture(scope="module")
def made(binary, tmp_path_factory):
    """Five nights of 60 articles, and their feeds."""
    folder = tmp_path_factory.mktemp("made")
    feeds = write_nights(folder / "feeds", 5, 60)
    for feed, night in zip(feeds, NIGHTS, strict=True):
        assert add(Wirecopy(binary, folder), folder / "index", feed, night).code == 0
    return folder / "index", feeds


@pytest.fixture
def index(made, tmp_path):
    shutil.copytree(made[0], tmp_path / "index")
    return tmp_path / "index"


def exported(wirecopy, index) -> list[dict]:
    result = wirecopy("index", "export", index)
    assert result.code == 0, result.said
    return [json.loads(line) for line in result.out.splitlines()]


def articles(lines: list[dict]) -> dict[str, dict]:
    return {line["id"]: line for line in lines if "article" in line}


def assert_whole(wirecopy, index):
    result = wirecopy("index", "verify", index)
    assert result.code == 0, result.said


def stats(wirecopy, index) -> dict:
    return json.loads(wirecopy("index", "stats", index, "--json").out)


def test_verify_and_stats(wirecopy, index):
    result = wirecopy("index", "verify", index)
    assert result.code == 0 and "5 segments with 300 articles" in result.err
    counted = stats(wirecopy, index)
    assert (counted["segments"], counted["articles"], counted["runs"]) == (5, 300, 5)
    assert (counted["first_night"], counted["last_night"]) == (NIGHTS[0], NIGHTS[4])
    shown = wirecopy("index", "stats", index)
    assert shown.code == 0 and "300 articles in 5 segments, nights 2026-03-01 to 2026-03-05" in shown.out


def test_export_has_all_that_was_given(wirecopy, made, index):
    lines = exported(wirecopy, index)
    found = articles(lines)
    given = [json.loads(line) for feed in made[1] for line in feed.read_text().splitlines()]
    assert list(found) == [one["id"] for one in given]
    for one in given:
        assert {name: found[one["id"]][name] for name in one} == one
    names = {line["id"] for line in lines if "cluster" in line and "article" not in line}
    assert names == {line["cluster"] for line in found.values() if line["keeper"]}
    assert any("likeness" in line and "a" in line for line in lines)


def test_expiry_drops_whole_nights(wirecopy, made, index):
    before = articles(exported(wirecopy, index))
    result = wirecopy("index", "expire", index, "--before", NIGHTS[2])
    assert result.code == 0 and "2 segments with 120 articles" in result.err
    assert_whole(wirecopy, index)
    after = articles(exported(wirecopy, index))
    assert set(after) == {name for name in before if name[1] in "234"}
    # Names stay, also where the article that they come from has left.
    assert {name: line["cluster"] for name, line in after.items()} == \
        {name: before[name]["cluster"] for name in after}
    assert len(list((index / "segments").iterdir())) == 3
    # What has left may come again, under a new number.
    again = add(wirecopy, index, made[1][0], NIGHTS[4])
    assert again.code == 0 and "60 new" in again.err
    assert_whole(wirecopy, index)


def texts_of(path) -> bytes:
    """The bytes of a file and, of a segment, those of its texts: frames of zstd."""
    content = path.read_bytes()
    starts = [found.start() for found in re.finditer(re.escape(b"\x28\xb5\x2f\xfd"), content)]
    frames = [content[begin:end] for begin, end in zip(starts, [*starts[1:], len(content)])] if path.suffix == ".seg" else []
    unpack = lambda frame: subprocess.run(["zstd", "-dcq"], input=frame, capture_output=True, check=False).stdout
    return content + b"".join(map(unpack, frames))


def files_with(index, word: bytes) -> list[str]:
    return [path.name for path in index.rglob("*") if path.is_file() and word in texts_of(path)]


def test_a_deleted_article_is_met_no_more_and_gone_after_compaction(wirecopy, index, tmp_path):
    text = prose(777, 150)
    feed = write_feed(tmp_path / "feed.jsonl", [article("gone", "zanzibar " + text, title="Quixotic headline"),
                                                article("copy", text, title="Other")])
    assert add(wirecopy, index, feed, NIGHTS[4]).code == 0
    (tmp_path / "ids").write_text("gone\n\nnot there\r\n")
    result = wirecopy("index", "delete", index, "--ids-from", tmp_path / "ids")
    assert result.code == 3 and "no article has the id not there" in result.err and "1 articles deleted" in result.err
    assert_whole(wirecopy, index)
    lines = exported(wirecopy, index)
    assert "gone" not in articles(lines) and "zanzibar" not in json.dumps(lines)
    assert articles(lines)["copy"]["keeper"] == "copy"
    other = write_feed(tmp_path / "other.jsonl", [article("late", text)])
    assert answers(add(wirecopy, index, other, NIGHTS[4], "--window", "1d").out)["late"]["duplicate_of"] == "copy"
    assert stats(wirecopy, index)["deleted"] == 1
    assert files_with(index, b"zanzibar") == files_with(index, b"Quixotic") == ["00000006.seg"]
    lines = exported(wirecopy, index)

    compacted = wirecopy("index", "compact", index)
    assert compacted.code == 0 and "7 segments are 5 now" in compacted.err
    assert_whole(wirecopy, index)
    assert stats(wirecopy, index)["deleted"] == 0
    assert exported(wirecopy, index) == lines
    assert files_with(index, b"zanzibar") == files_with(index, b"Quixotic") == []


def test_compaction_of_an_index_without_holes_changes_nothing(wirecopy, index):
    before = exported(wirecopy, index)
    names = sorted(path.name for path in (index / "segments").iterdir())
    result = wirecopy("index", "compact", index)
    assert result.code == 0 and "5 segments are 5 now" in result.err
    assert exported(wirecopy, index) == before
    assert sorted(path.name for path in (index / "segments").iterdir()) == names


def test_a_damaged_segment_is_named_and_can_be_set_aside(wirecopy, made, index, tmp_path):
    before = articles(exported(wirecopy, index))
    damaged = index / "segments" / "00000002.seg"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 4
    damaged.write_bytes(content)
    feed = write_feed(tmp_path / "feed.jsonl", [article("new", json.loads(made[1][1].read_text().splitlines()[0])["text"])])
    for command in (["index", "verify", index], ["index", "export", index],
                    ["dedup", *made[1], feed, "--index", index, "--night", NIGHTS[4]]):
        result = wirecopy(*command)
        assert result.code == 4 and "00000002.seg" in result.err, result.said
    result = wirecopy("index", "verify", index, "--set-aside")
    assert result.code == 4 and "1 segments with 60 articles set aside" in result.err
    assert_whole(wirecopy, index)
    assert (index / "aside" / "00000002.seg").read_bytes() == bytes(content)
    assert set(articles(exported(wirecopy, index))) == {name for name in before if name[1] != "1"}
    assert add(wirecopy, index, made[1][1], NIGHTS[4]).code == 0
    assert set(articles(exported(wirecopy, index))) == set(before)
    assert_whole(wirecopy, index)


def test_a_missing_segment_is_named_and_can_be_set_aside(wirecopy, index):
    (index / "segments" / "00000003.seg").unlink()
    result = wirecopy("index", "verify", index)
    assert result.code == 4 and "00000003.seg: is missing" in result.err
    assert wirecopy("index", "verify", index, "--set-aside").code == 4
    assert_whole(wirecopy, index)


@pytest.mark.parametrize("empty", [True, False])
def test_a_lost_catalogue_does_not_take_the_segments_with_it(wirecopy, made, index, empty):
    (index / "index.db").unlink()
    if empty:
        (index / "index.db").touch()
    for command in (["verify"], ["export"], ["compact"]):
        assert wirecopy("index", command[0], index).code == 4
    result = add(wirecopy, index, made[1][0], NIGHTS[4])
    assert result.code == 4 and "there are segments" in result.err
    assert len(list((index / "segments").iterdir())) == 5


def test_segments_that_have_changed_places_are_seen(wirecopy, index):
    one, other = index / "segments" / "00000001.seg", index / "segments" / "00000002.seg"
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    result = wirecopy("index", "verify", index)
    assert result.code == 4 and "is not the segment that the catalogue names" in result.err


def test_a_wrong_reference_is_seen(wirecopy, index):
    with sqlite3.connect(index / "index.db") as database:
        database.execute("UPDATE articles SET keeper = 9999 WHERE number = 7")
    result = wirecopy("index", "verify", index)
    assert result.code == 4 and "index.db" in result.err


def test_members_out_of_the_window_follow_their_cluster(wirecopy, tmp_path):
    text = prose(1, 300).split(" ")
    index = tmp_path / "index"

    def one(night, *pieces):
        feed = write_feed(tmp_path / "feed.jsonl", [article(name, " ".join(words)) for name, words in pieces])
        result = add(wirecopy, index, feed, night, "--window", "3d")
        assert result.code == 0, result.said
        assert_whole(wirecopy, index)
        return answers(result.out)

    one("2026-03-01", ("a1", text[:150]), ("a2", text[:150]))
    one("2026-03-02", ("b1", text[150:]), ("b2", text[150:]))
    one("2026-03-03", ("a3", text[:150]))
    one("2026-03-05", *[(f"w{n}", text) for n in range(3)])
    assert one("2026-03-06", ("a4", text[:150]))["a4"]["cluster"] in ("a1", "w0", "b1")


@pytest.mark.parametrize("command", ["stats", "verify", "compact", "export"])
def test_a_folder_that_is_no_index(wirecopy, tmp_path, command):
    (tmp_path / "letters").mkdir()
    for place in (tmp_path / "letters", tmp_path / "none"):
        result = wirecopy("index", command, place)
        assert result.code == 4 and "holds no index" in result.err
    assert not (tmp_path / "none").exists() and list((tmp_path / "letters").iterdir()) == []


def test_wrong_usage(wirecopy, index, tmp_path):
    assert wirecopy("index", "expire", index, "--before", "soon").code == 2
    assert wirecopy("index", "delete", index, "--ids-from", tmp_path / "none").code == 2
    assert wirecopy("index", index).code == 2
