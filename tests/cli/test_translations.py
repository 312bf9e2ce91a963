"""Translated copy: what `wirecopy scan` finds of it in the fixture corpus, and the options that it is found with."""

from __future__ import annotations

import json

import pytest
from cli_support import ROOT, RunFolder, article, parse, prose, write_feed

FEEDS = ROOT / "fixtures" / "feeds"
TABLES = ["--outlets", ROOT / "fixtures" / "outlets.csv", "--agencies", ROOT / "fixtures" / "agencies.tsv"]


def translated(run: RunFolder) -> dict[frozenset, dict]:
    return {frozenset((pair["a"], pair["b"])): pair for pair in run.pairs if pair["relation"] == "translated"}


def labelled() -> set[frozenset]:
    rows = (json.loads(line) for line in (ROOT / "fixtures" / "labels" / "pairs.jsonl").open(encoding="utf-8"))
    return {frozenset((row["a"], row["b"])) for row in rows if "translation" in row.values()}


@pytest.fixture
def scan(wirecopy, tmp_path):
    def run(*more, name="run") -> RunFolder:
        result = wirecopy("scan", FEEDS, *TABLES, "-o", tmp_path / name, *more)
        assert result.code == 0, result.said
        return RunFolder(tmp_path / name)
    return run


def agencies(run: RunFolder) -> set[str]:
    names = {row["outlet"] for row in run.outlets if row["is_agency"] == "1"}
    return {one["id"] for one in run.articles if one["outlet"] in names}


def test_translations_of_agency_stories_are_found_and_no_others(fixture_run):
    run = fixture_run
    found, language = translated(run), {one["id"]: one["language"] for one in run.articles}
    assert set(found) <= labelled()
    wanted = [pair for pair in labelled() if len(pair & agencies(run)) == 1 and {language[i] for i in pair} in ({"en", "id"}, {"en", "es"})]
    sourced = {next(iter(pair - agencies(run))) for pair in found}
    missed = {next(iter(pair - agencies(run))) for pair in wanted} - sourced
    assert len(wanted) > 7 and not missed


def test_german_translations_whole_and_within_an_own_article(wirecopy, tmp_path):
    result = wirecopy("scan", FEEDS / "meridian-press.jsonl", ROOT / "fixtures" / "german", *TABLES, "-o", tmp_path / "run")
    assert result.code == 0, result.said
    run = RunFolder(tmp_path / "run")
    assert set(translated(run)) == {frozenset(("mep-energy-01", "bote-energie-01")),
                                    frozenset(("mep-ferry-01", "bote-faehre-01"))}
    share = {name: run.by_id[name]["reused_share"] for name in ("bote-energie-01", "bote-faehre-01", "bote-markt-01")}
    assert share["bote-energie-01"] > 0.85 and 0.3 < share["bote-faehre-01"] < 0.5 and share["bote-markt-01"] == 0


def test_sentences_and_terms_lie_in_the_texts(fixture_run, texts):
    found = translated(fixture_run)
    assert found
    for pair in found.values():
        assert pair["direction"]["basis"] == "agency" and 0.9 < pair["confidence"] <= 1
        last = 0
        for a_begin, a_end, b_begin, b_end in pair["sentences"]:
            assert last <= a_begin < a_end <= len(texts[pair["a"]]) and 0 <= b_begin < b_end <= len(texts[pair["b"]])
            last = a_begin
        covered = [p for p in pair["passages"] if p["kind"] == "translated"]
        assert covered and all(any(p["a_begin"] < s[1] and s[0] < p["a_end"] for p in covered)
                               for s in pair["sentences"])
        assert pair["terms"]


def test_translated_sentences_count_as_reused(fixture_run):
    by_id = fixture_run.by_id
    one = by_id["lembah-bank-01"]
    assert one["reused_share"] > 0.5 and one["derivation"] != "none"
    assert [(source["id"], source["relation"]) for source in one["sources"]][:1] == [("mep-bank-01", "translated")]


def test_the_run_says_what_it_was_found_with(scan):
    with_none = scan("--without", "lexicons", name="none").run["translations"]
    assert with_none and all(search["lexicons"] == [] for search in with_none)
    first = scan(name="first")
    again = scan("--learned", first.path / "learned.tsv", name="again")
    learned = {(s["from"], s["to"]): s["learned"] for s in first.run["translations"]}
    assert sum(learned.values()) > 0
    assert {(s["from"], s["to"]): s["learned_before"] for s in again.run["translations"]} == learned
    assert scan("--without", "translations", name="off").run["translations"] == []


def test_a_lexicon_of_ones_own_is_used(wirecopy, scan, tmp_path):
    table = tmp_path / "press-en-id.tsv"
    table.write_text("ferry\tferi\nvolcano\tgunung\n", encoding="utf-8")
    built = wirecopy("lexicon", "build", "--languages", "en-id", "--from", table, "--no-names", "-o", tmp_path / "own.lexicon")
    assert built.code == 0, built.said
    searches = scan("--lexicon", tmp_path / "own.lexicon").run["translations"]
    used = {(s["from"], s["to"]): s["lexicons"] for s in searches}
    assert used["en", "id"] == [str(tmp_path / "own.lexicon")]
    assert used["en", "ru"] == []


@pytest.mark.parametrize("option, value, said", [
    ("--lexicon", "nowhere.lexicon", "nowhere.lexicon"),
    ("--learned", "nowhere.tsv", "nowhere.tsv"),
    ("--false-sources", "0.5", "--false-sources"),
])
def test_what_cannot_be_used_is_named(wirecopy, tmp_path, option, value, said):
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", prose(1, 60), language="en"), article("b", prose(2, 60), language="id")])
    result = wirecopy("scan", feed, option, value, "-o", tmp_path / "run")
    assert result.code == 2 and said in result.err
    assert not (tmp_path / "run").exists()


def test_articles_of_one_language_are_not_searched(wirecopy, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", [article(str(n), prose(n, 80), language="en") for n in range(4)])
    assert wirecopy("scan", feed, "-o", tmp_path / "run").code == 0
    assert RunFolder(tmp_path / "run").run["translations"] == []


def test_explain_says_by_what_two_articles_are_related(wirecopy, fixture_run):
    found = wirecopy("explain", fixture_run.path, "mep-ferry-01", "teluk-feri-01")
    assert "Translation: found" in found.out and "Shared names: " in found.out and "148" in found.out
    told = parse(wirecopy("explain", fixture_run.path, "mep-ferry-01", "teluk-feri-01", "--json").out)
    assert told["outcome"] == "translated" and told["reported"] and told["translation"]["score"] > told["translation"]["threshold"]
    other = wirecopy("explain", fixture_run.path, "mep-ferry-01", "lembah-bank-01")
    assert "Translation: none" in other.out
