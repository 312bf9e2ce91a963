"""`wirecopy explain`: why two articles of a run are reported as they are, or are not."""

from __future__ import annotations

import json
import shutil

import pytest
from cli_support import ESCAPE, RunFolder, article, parse, prose, write_feed

BLOCKS = ["Articles", "Bands", "Fingerprints", "Letters", "Alignment", "Judgement", "Rewording", "Translation", "Retelling",
          "Groups"]
REPORTED = ("mep-flood-01", "gazette-flood-01")


def ask_json(wirecopy, run, a, b) -> dict:
    result = wirecopy("explain", run.path, a, b, "--json")
    assert result.code == 0, result.said
    return parse(result.out)


def unreported(run: RunFolder) -> tuple[str, str]:
    return next((x, y) for x in run.ids for y in run.ids if x < y and run.pair(x, y) is None)


@pytest.fixture
def scan(wirecopy, tmp_path):
    """Scans a feed of two articles whose name has a space."""
    def run(*more) -> RunFolder:
        feed = write_feed(tmp_path / "a feed.jsonl", [article("a", prose(1, 80)), article("b", prose(1, 80))])
        result = wirecopy("scan", feed, "-o", tmp_path / "run", "--force", *more)
        assert result.code == 0, result.said
        return RunFolder(tmp_path / "run")
    return run


def test_every_stage_has_its_block_in_order(wirecopy, fixture_run):
    for pair in (REPORTED, unreported(fixture_run)):
        result = wirecopy("explain", fixture_run.path, *pair)
        assert result.code == 0, result.said
        places = [result.out.index(f"  {number}. {name}") for number, name in enumerate(BLOCKS, 1)]
        assert places == sorted(places)
        assert ESCAPE not in result.out.encode() and result.err == ""


def test_a_reported_pair(wirecopy, fixture_run):
    overlap = fixture_run.pair(*REPORTED)["overlap"]
    assert wirecopy("explain", fixture_run.path, *REPORTED).out.rstrip().endswith(f"Reported as {overlap}.")
    assert ask_json(wirecopy, fixture_run, *REPORTED)["reported"] is True


def test_a_pair_that_its_sentences_brought_together(wirecopy, scan):
    run = scan("--without", "bands,fingerprints,letters")
    assert [pair["overlap"] for pair in run.pairs] == ["near-duplicate"]
    assert wirecopy("explain", run.path, "a", "b").out.rstrip().endswith("Reported as near-duplicate, found by its sentences.")


def test_an_unreported_pair(wirecopy, fixture_run):
    pair = unreported(fixture_run)
    last = wirecopy("explain", fixture_run.path, *pair).out.rstrip().split("\n\n")[-1]
    assert last.startswith("  Not reported: ")
    said = ask_json(wirecopy, fixture_run, *pair)
    assert said["reported"] is False and said["outcome"] == "not-compared"


def test_json_says_what_the_run_says(wirecopy, fixture_run):
    for pair in fixture_run.pairs[::9]:
        said = ask_json(wirecopy, fixture_run, pair["a"], pair["b"])
        judged = said["judgement"]
        names = ("overlap", "jaccard", "shared_words", "prose_words", "longest_run", "direction", "relation")
        assert {name: judged[name] for name in names} == {name: pair[name] for name in names}
        if said["a"]["id"] == pair["a"]:
            assert said["alignment"]["passages"] == pair["passages"]
        asked = [cut["overlap"] for cut in judged["cuts"] if cut["met"]]
        assert (asked or ["none"])[0] == pair["overlap"]
        clusters = {fixture_run.by_id[pair[side]]["cluster"] for side in "ab"}
        assert said["groups"]["duplicates"]["same"] == (len(clusters) == 1)


def test_the_options_of_the_scan_are_used(wirecopy, scan):
    run = scan("--near", "0.25", "--guarantee", "20", "--map", "title=id")
    said = ask_json(wirecopy, run, "a", "b")
    assert said["judgement"]["cuts"][0]["bars"][0]["least"] == 0.25
    assert said["fingerprints"]["guarantee_words"] == 20 and said["a"]["title"] == "a"


def test_it_fits_the_columns(wirecopy, fixture_run):
    for columns in (40, 80):
        out = wirecopy("explain", fixture_run.path, *REPORTED, env=wirecopy.environment(COLUMNS=str(columns))).out
        headings = [line for line in out.splitlines() if not line[2:3].isdigit()]
        assert max(len(line) for line in headings) <= columns


def test_an_unknown_id_names_close_ones(wirecopy, fixture_run):
    result = wirecopy("explain", fixture_run.path, "mep-flod-01", "gazette-flood-01")
    assert result.code == 2 and result.out == "" and "closest: mep-flood-01" in result.err


def test_one_article_is_not_two(wirecopy, fixture_run):
    assert wirecopy("explain", fixture_run.path, "mep-flood-01", "mep-flood-01").code == 2


def test_an_input_that_is_gone(wirecopy, scan, tmp_path):
    run = scan()
    (tmp_path / "a feed.jsonl").rename(tmp_path / "moved.jsonl")
    result = wirecopy("explain", run.path, "a", "b")
    assert result.code == 2 and "a feed.jsonl: no such file" in result.err


def test_an_input_that_has_changed(wirecopy, scan, tmp_path):
    run = scan()
    write_feed(tmp_path / "a feed.jsonl", [article("a", prose(1, 80)), article("b", prose(1, 81))])
    result = wirecopy("explain", run.path, "a", "b")
    assert result.code == 2 and "160 words" in result.err and "161 words" in result.err


def test_a_run_of_stdin_cannot_be_explained(wirecopy, tmp_path):
    record = json.dumps(article("a", prose(1, 80))).encode()
    assert wirecopy("scan", "-", "-o", tmp_path / "run", stdin=record).code == 0
    result = wirecopy("explain", tmp_path / "run", "a", "b")
    assert result.code == 2 and "stdin" in result.err


@pytest.mark.parametrize("content", [None, "{", "[]", '{"schema": "other/1"}', '{"schema": "wirecopy.run/1"}'])
def test_what_is_no_run_folder(wirecopy, tmp_path, content):
    (tmp_path / "run").mkdir()
    if content is not None:
        (tmp_path / "run" / "run.json").write_text(content, encoding="utf-8")
    result = wirecopy("explain", tmp_path / "run", "a", "b")
    assert result.code == 2 and "run" in result.err and result.err.count("\n") == 1


def test_an_option_of_another_version(wirecopy, fixture_run, tmp_path):
    shutil.copytree(fixture_run.path, tmp_path / "run")
    path = tmp_path / "run" / "run.json"
    run = parse(path.read_text(encoding="utf-8"))
    run["options"]["from-elsewhere"] = "1"
    path.write_text(json.dumps(run), encoding="utf-8")
    result = wirecopy("explain", tmp_path / "run", *REPORTED)
    assert result.code == 2 and "--from-elsewhere" in result.err
