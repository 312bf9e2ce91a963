"""Tests of make_scale.py, score_scale.py and measure_growth.py (pytest)."""

import collections
import json
import subprocess
import sys
from pathlib import Path

import pytest

import measure_growth
import score_scale
from make_scale import COPIES_PER_OUTLET, FOOTER_WORDS, footer_rows, shingles, story_rows, write_corpora
from planted_grammar import folded_words


@pytest.fixture(scope="module")
def story():
    return list(story_rows(100, 7))


def text_of(rows, id):
    return next(article["text"] for article, _ in rows if article["id"] == id)


def test_a_story_in_many_copies(story):
    kinds = collections.Counter(truth["kind"] for _, truth in story)
    assert kinds == {"copy": 101, "own": 100 // COPIES_PER_OUTLET}
    assert all(article["id"] == truth["id"] for article, truth in story)
    original = shingles(text_of(story, "wire"))
    copies = [article for article, truth in story if truth["kind"] == "copy" and article["id"] != "wire"]
    assert len({article["text"] for article in copies}) == 100
    for article, truth in story:
        shared = len(shingles(article["text"]) & original) / len(original)
        assert shared > 0.15 if truth["kind"] == "copy" else shared < 0.01
    assert len({article["outlet"] for article in copies}) == 100 // COPIES_PER_OUTLET
    endings = collections.defaultdict(set)
    for article, _ in story[1:]:
        endings[article["outlet"]].add(article["text"].rsplit("\n\n", 1)[1])
    assert all(len(ending) == 1 for ending in endings.values())


def test_near_copies_resemble_each_other(story):
    """What the truth promises: any two by at least 0.5, without the outlet's standing paragraph."""
    near = [shingles(article["text"].rsplit("\n\n", 1)[0] if article["id"] != "wire" else article["text"])
            for article, truth in story if truth["near"]]
    assert 20 < len(near) < 101
    assert min(len(x & y) / len(x | y) for x in near for y in near) >= 0.5


def test_a_footer_under_many_articles():
    rows = list(footer_rows(50, 7))
    footers = {article["text"][truth["begin"]:truth["end"]] for article, truth in rows}
    assert len(footers) == 1 and len(folded_words(footers.pop())) == FOOTER_WORDS
    assert all(article["text"][truth["end"]:] == "" and article["text"][truth["begin"] - 1] == "\n" for article, truth in rows)
    bodies = [shingles(article["text"][:truth["begin"]]) for article, truth in rows]
    assert max(len(x & y) for i, x in enumerate(bodies) for y in bodies[:i]) < 5
    assert {article["text"].count("\n\n") > 1 for article, _ in rows} == {True, False}


@pytest.mark.parametrize("kind", ["story", "footer"])
def test_a_small_corpus_is_the_begin_of_a_large_one(tmp_path, kind):
    write_corpora(kind, 7, [(size, tmp_path / f"{size}", tmp_path / f"{size}.truth") for size in (10, 20)])
    make = [sys.executable, Path(__file__).parent / "make_scale.py", kind, tmp_path / "again", tmp_path / "again.truth"]
    subprocess.run([*make, "--size", "10"], check=True)
    for ending in ("", ".truth"):
        small, large, again = ((tmp_path / f"{name}{ending}").read_bytes() for name in (10, 20, "again"))
        assert large.startswith(small) and len(large) > len(small) and again == small


def write_run(folder: Path, **tables) -> Path:
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


STORY = [{"id": id, "kind": "copy", "near": id != "c"} for id in "abc"] + [{"id": "o", "kind": "own", "near": False}]


def clusters(level, *groups):
    return [{"id": f"{level}-{n}", "level": level, "members": list(group)} for n, group in enumerate(groups)]


@pytest.mark.parametrize("stories, duplicates, wrong", [
    (("abc", "o"), ("ab", "c", "o"), []),
    (("ab", "c", "o"), ("ab", "c", "o"), ["story clusters of the copies: 2, not 1"]),
    (("abco",), ("ab", "c", "o"), ["other articles among the copies: 1, not 0"]),
    (("abc", "o"), ("a", "b", "c", "o"), ["duplicate clusters of the near copies: 2, not 1"]),
    (("ab", "o"), ("ab", "o"), ["story clusters of the copies: 2, not 1"]),
])
def test_the_story_is_scored(tmp_path, stories, duplicates, wrong):
    write_run(tmp_path, clusters=clusters("story", *stories) + clusters("duplicate", *duplicates), truth=STORY)
    assert score_scale.failures(score_scale.score(tmp_path, tmp_path / "truth.jsonl")) == wrong


def test_the_footer_is_scored(tmp_path, capsys):
    truth = [{"id": id, "kind": "footer", "begin": 100, "end": 200} for id in "ab"]
    marked = [{"id": "a", "boilerplate": [{"begin": 100, "end": 150}, {"begin": 150, "end": 200}]},
              {"id": "b", "boilerplate": [{"begin": 90, "end": 200}]}]
    run = write_run(tmp_path, truth=truth, articles=marked, pairs=[])
    assert score_scale.main([str(run), str(run / "truth.jsonl")]) == 0
    body = {"a_begin": 0, "a_end": 100, "b_begin": 0, "b_end": 100}
    footer = {"a_begin": 90, "a_end": 101, "b_begin": 0, "b_end": 9}
    marked[1]["boilerplate"] = [{"begin": 120, "end": 200}]
    write_run(tmp_path, articles=marked, pairs=[{"a": "a", "b": "b", "overlap": "partial", "passages": [body, footer]},
                                                {"a": "b", "b": "a", "overlap": "partial", "passages": [body]}])
    capsys.readouterr()
    assert score_scale.main([str(run), str(run / "truth.jsonl")]) == 1
    assert "FAIL: footers marked: 0.5, not 1; pairs by the footer: 1, not 0" in capsys.readouterr().out


def test_the_exponent():
    assert measure_growth.exponent([1, 2, 4], [3, 6, 12]) == pytest.approx(1)
    assert measure_growth.exponent([10, 20, 40], [1, 4, 16]) == pytest.approx(2)


def test_growth_says_what_fails(tmp_path):
    stand_in = tmp_path / "stand-in"
    stand_in.write_text("#!/bin/sh\nwhile [ \"$1\" != -o ]; do shift; done\nmkdir \"$2\"; cd \"$2\"\n"
                        "touch articles.jsonl pairs.jsonl clusters.jsonl\n")
    stand_in.chmod(0o755)
    text, passed = measure_growth.grow(str(stand_in), "footer", [10, 20], 7, [])
    assert not passed and text.count("FAIL: footers marked: 0") == 2 and "exponent: seconds" in text
    text, passed = measure_growth.grow("/bin/false", "footer", [10], 7, [])
    assert not passed and "ended with code 1" in text
