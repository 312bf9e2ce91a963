"""wirecopy dedup --index: nights that join what earlier nights have left."""

from __future__ import annotations

import sqlite3

import pytest
from cli_support import article, prose, write_feed
from index_support import NIGHTS, add, answers, records, write_nights


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def feed_of(tmp_path, *articles):
    return write_feed(tmp_path / "feed.jsonl", articles)


def count(index, sql: str):
    with sqlite3.connect(f"file:{index / 'index.db'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchone()[0]


def test_a_copy_joins_the_cluster_of_an_earlier_night(wirecopy, index, tmp_path):
    first = add(wirecopy, index, feed_of(tmp_path, article("a", prose(1, 120))), NIGHTS[0])
    assert first.code == 0, first.said
    assert answers(first.out)["a"]["reason"] == "alone"
    # An earlier date does not make it the kept one: the first has been passed on already.
    copy = article("b", prose(1, 120) + " And more.", published="2024-01-01T00:00:00Z", extra=[1.50])
    second = add(wirecopy, index, feed_of(tmp_path, copy, article("c", prose(2, 120))), NIGHTS[1])
    assert second.code == 0, second.said
    assert answers(second.out) == {
        "b": {"cluster": "a", "duplicate_of": "a", "similarity": 0.9831, "kept": False, "reason": "duplicate"},
        "c": {"cluster": "c", "duplicate_of": None, "similarity": None, "kept": True, "reason": "alone"}}
    assert '"extra": [1.5]' in second.out
    assert [r["id"] for r in records(add(wirecopy, index, tmp_path / "feed.jsonl", NIGHTS[1], "--drop").out)] == ["c"]


def test_nights_one_by_one_give_the_clusters_of_one_batch(wirecopy, index, tmp_path):
    feeds = write_nights(tmp_path / "feeds", 5, 120)
    for feed, night in zip(feeds, NIGHTS, strict=True):
        assert add(wirecopy, index, feed, night).code == 0
    batch = {name: answer["cluster"] for name, answer in answers(wirecopy("dedup", *feeds).out).items()}
    again = wirecopy("dedup", *feeds, "--index", index, "--night", NIGHTS[4])
    assert {name: answer["cluster"] for name, answer in answers(again.out).items()} == batch
    assert len(set(batch.values())) < len(batch) * 0.8
    at_once = wirecopy("dedup", *feeds, "--index", tmp_path / "other")
    assert {name: answer["cluster"] for name, answer in answers(at_once.out).items()} == batch


@pytest.mark.parametrize("threads", [1, 3])
def test_the_same_articles_again_change_nothing(wirecopy, index, tmp_path, threads):
    feed = write_nights(tmp_path / "feeds", 1, 60)[0]
    first = add(wirecopy, index, feed, NIGHTS[0])
    before = {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file() and path.name != "lock"}
    again = add(wirecopy, index, feed, NIGHTS[1], "--threads", threads)
    assert again.out == first.out
    assert "60 articles, 0 new" in again.err
    after = {path.name: path.read_bytes() for path in index.rglob("*") if path.is_file() and path.name != "lock"}
    assert after == before


def test_twice_in_one_feed_is_once(wirecopy, index, tmp_path):
    one = article("a", prose(1, 120))
    result = add(wirecopy, index, feed_of(tmp_path, one, one), NIGHTS[0])
    assert "2 articles, 1 new" in result.err
    assert [r["wirecopy"]["reason"] for r in records(result.out)] == ["alone", "alone"]


def test_changed_text_is_a_version_and_never_dropped(wirecopy, index, tmp_path):
    old = article("a", prose(1, 120), url="https://example.org/1")
    add(wirecopy, index, feed_of(tmp_path, old), NIGHTS[0])
    by_id = article("a", prose(1, 120) + " Two more were hurt.", url="https://example.org/1")
    by_url = article("other", prose(1, 110), url="https://example.org/1")
    copy = article("copy", prose(1, 120), url="https://example.org/2")
    result = add(wirecopy, index, feed_of(tmp_path, by_id, by_url, copy), NIGHTS[1], "--drop")
    found = [(r["id"], r["wirecopy"]["reason"], r["wirecopy"].get("version_of")) for r in records(result.out)]
    assert found == [("a", "version", "a"), ("other", "version", "a")]
    assert all(r["wirecopy"]["kept"] and r["wirecopy"]["cluster"] == "a" for r in records(result.out))
    assert "3 new (2 of them newer versions), 1 duplicates" in result.err
    # The text of before is known, and so is the new one.
    assert "2 articles, 0 new" in add(wirecopy, index, feed_of(tmp_path, old, by_id), NIGHTS[2]).err


@pytest.mark.parametrize(("keep", "kept"), [("agency", "wire"), ("credited", "credited"), ("earliest", "early")])
def test_keep_by_source_among_tonights_articles(wirecopy, index, tmp_path, keep, kept):
    text = prose(1, 120)
    tonight = feed_of(tmp_path, article("early", text, published="2025-03-01T01:00:00Z"),
                      article("credited", "By Associated Press\n" + text, published="2025-03-01T02:00:00Z"),
                      article("wire", text, published="2025-03-01T03:00:00Z", outlet="Reuters"))
    first = add(wirecopy, index, tonight, NIGHTS[0], "--keep", keep)
    assert answers(first.out)[kept]["reason"] == keep, first.said
    # What has been passed on stays the kept one, whatever comes later.
    later = feed_of(tmp_path, article("later", "By Associated Press\n" + text, published="2024-01-01", outlet="Reuters"))
    assert answers(add(wirecopy, index, later, NIGHTS[1], "--keep", keep).out)["later"]["duplicate_of"] == kept


def test_what_is_out_of_the_window_is_not_met(wirecopy, index, tmp_path):
    add(wirecopy, index, feed_of(tmp_path, article("a", prose(1, 120))), "2026-03-01")
    inside = add(wirecopy, index, feed_of(tmp_path, article("b", prose(1, 120))), "2026-03-07", "--window", "1w")
    assert answers(inside.out)["b"]["cluster"] == "a"
    outside = add(wirecopy, index, feed_of(tmp_path, article("c", prose(1, 120))), "2026-03-14", "--window", "7d")
    assert answers(outside.out)["c"]["cluster"] == "c"


def test_two_clusters_become_one_under_the_older_name(wirecopy, index, tmp_path):
    words = prose(1, 400).split()
    part = lambda name, begin: article(name, " ".join(words[begin:begin + 200]))
    # A third of either is in the other: too little. What comes the next night has two thirds of both.
    first = add(wirecopy, index, feed_of(tmp_path, part("a1", 0), part("a2", 0), part("b1", 128), part("b2", 128)), NIGHTS[0])
    assert [answer["cluster"] for answer in answers(first.out).values()] == ["a1", "a1", "b1", "b1"]
    second = add(wirecopy, index, feed_of(tmp_path, part("c", 64)), NIGHTS[1])
    assert answers(second.out)["c"]["cluster"] == "a1" and "1 clusters became a part of older ones" in second.err
    assert count(index, "SELECT count(*) FROM merges m JOIN clusters c ON c.number = m.cluster JOIN clusters d ON "
                        "d.number = m.into_cluster WHERE c.id = 'b1' AND d.id = 'a1'") == 1
    assert count(index, "SELECT count(DISTINCT cluster) FROM articles") == 1
    assert wirecopy("index", "verify", index).code == 0


def test_other_settings_are_refused_with_a_word_on_what_to_do(wirecopy, index, tmp_path):
    feed = feed_of(tmp_path, article("a", prose(1, 120)))
    add(wirecopy, index, feed, NIGHTS[0])
    for option in (["--scheme", "k-mins-32"], ["--shingle", "4"], ["--threshold", "0.5"], ["--values", "64"]):
        result = add(wirecopy, index, feed, NIGHTS[1], *option)
        assert result.code == 4, option
        assert "was made with fast-similarity" in result.err and "new index" in result.err
        assert result.out == ""


@pytest.mark.parametrize("option", [["--window", "30"], ["--window", "0d"], ["--night", "tomorrow"], ["--night", "2026-02-30"]])
def test_wrong_options_are_named(wirecopy, index, tmp_path, option):
    result = wirecopy("dedup", feed_of(tmp_path, article("a", "b c d")), "--index", index, *option)
    assert result.code == 2 and option[0] in result.err
    assert not index.exists()


def test_a_night_that_does_not_fit_is_refused(wirecopy, index, tmp_path):
    result = add(wirecopy, index, write_nights(tmp_path / "feeds", 1, 60)[0], NIGHTS[0], "--memory", "1K")
    assert result.code == 2 and "--memory" in result.err and "smaller pieces" in result.err


def test_a_night_without_articles_writes_no_segment(wirecopy, index, tmp_path):
    result = add(wirecopy, index, feed_of(tmp_path), NIGHTS[0])
    assert result.code == 0 and result.out == ""
    assert list((index / "segments").iterdir()) == []


def test_records_without_text_and_words_pass(wirecopy, index, tmp_path):
    feed = feed_of(tmp_path, article("a", prose(1, 80)), {"id": "none"}, article("dots", "... !"))
    result = add(wirecopy, index, feed, NIGHTS[0])
    assert result.code == 3
    assert {name: answer["reason"] for name, answer in answers(result.out).items()} == \
        {"a": "alone", "none": "no-text", "dots": "alone"}
    assert add(wirecopy, index, feed, NIGHTS[1]).out == result.out


def test_jaccard_and_few_values_take_other_bands(wirecopy, index, tmp_path):
    feeds = write_nights(tmp_path / "feeds", 2, 60)
    options = ["--likeness", "jaccard", "--threshold", "0.5", "--values", "63"]
    for feed, night in zip(feeds, NIGHTS):
        assert add(wirecopy, index, feed, night, *options).code == 0
    again = wirecopy("dedup", *feeds, "--index", index, *options)
    batch = wirecopy("dedup", *feeds, *options)
    assert {n: a["cluster"] for n, a in answers(again.out).items()} == \
        {n: a["cluster"] for n, a in answers(batch.out).items()}
