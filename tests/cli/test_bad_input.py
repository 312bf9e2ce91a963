"""Bad input never stops a run, never vanishes, and never costs more than it should."""

from __future__ import annotations

import gzip
import json

import pytest
from cli_support import RunFolder, article, json_lines, names_in, prose, write_feed

GOOD = [article("good-1", prose(1, 80)), article("good-2", prose(2, 80))]
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.fixture
def scan(wirecopy, tmp_path):
    """scan(input...) -> (result, run folder or None)"""
    def run(*inputs, **keywords):
        result = wirecopy("scan", *inputs, "-o", tmp_path / "run", **keywords)
        return result, RunFolder(tmp_path / "run") if (tmp_path / "run").exists() else None
    return run


@pytest.fixture
def good(tmp_path):
    return write_feed(tmp_path / "good.jsonl", GOOD)


def check_skip(result, run, file, record, reason: str) -> None:
    """Exactly one skip, named in run.json and on the terminal."""
    assert result.code == 3, result.said
    assert len(run.run["skips"]) == run.run["input"]["skipped"] == 1
    skip = run.run["skips"][0]
    assert (skip["file"], skip["record"]) == (str(file), record)
    assert reason in skip["reason"]
    assert str(file) in result.said and reason in result.said
    if record:
        assert record in result.said


# ------------------------------------------------------------------ records and files that are broken


@pytest.mark.parametrize("quiet", [False, True])
def test_broken_json_in_line_three(scan, tmp_path, quiet):
    lines = json_lines(article(f"n{n}", prose(n, 60)) for n in range(5)).splitlines(keepends=True)
    lines[2] = lines[2][:40] + b"\n"
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(b"".join(lines))
    result, run = scan(feed, *(["--quiet"] if quiet else []))
    check_skip(result, run, feed, "line 3", "broken JSON")
    assert run.ids == ["n0", "n1", "n3", "n4"]
    assert run.run["input"]["records"] == 5
    assert not quiet or result.out == ""


@pytest.mark.parametrize(("line", "reason"), [
    (b'{"id": "x", "text": "caf\xe9 \xff and more"}', "UTF-8"),
    (b'{"id": "x", "text": "cut \xe2\x82', "JSON"),
    (b'{"id": "x", "text": "half a pair \\ud83c of surrogates"}', "JSON"),
    (b'{"id": "x", "text": "control \x01 character"}', "JSON"),
    (b'[{"id": "x"}]', "not a JSON object"),
    (b'"text"', "not a JSON object"),
    (b'{"id": "x", "text": ""}', "text is empty"),
    (b'{"id": "x", "text": " \\n "}', "text is empty"),
    (b'{"id": "x", "text": null}', "no field `text`"),
    (b'{"id": "x", "body": "words"}', "no field `text` (the record has: id, body)"),
    (b'{"id": "x", "deep": ' + DEEP.encode() + b', "text": "words"}', "too deep"),
    (b'{"id": "x", "text": ' + DEEP.encode() + b"}", "too deep"),
], ids=["invalid UTF-8", "cut off", "surrogate", "control", "array", "string", "empty", "blank", "null", "no text",
        "deep", "deep text"])
def test_a_bad_line_is_named_and_left_out(scan, tmp_path, line, reason):
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(json_lines(GOOD[:1]) + line + b"\n" + json_lines(GOOD[1:]))
    result, run = scan(feed)
    check_skip(result, run, feed, "line 2", reason)
    assert run.ids == ["good-1", "good-2"]


def test_a_bad_element_of_an_array_is_named(scan, tmp_path):
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps([GOOD[0], 7, GOOD[1]]), encoding="utf-8")
    result, run = scan(feed)
    check_skip(result, run, feed, "element 2", "not a JSON object")
    assert run.ids == ["good-1", "good-2"]


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("binary.dat", bytes(range(256)) * 20, "binary data"),
    ("latin1.txt", "Ein Satz über Gebühren und Löhne.".encode("latin-1"), "UTF-8"),
    ("late-null.txt", b"words " * 20_000 + b"\0", "binary data"),
    ("empty.txt", b"", "text is empty"),
    ("broken.json", b'{"id": "x",\n "text": "words"', "broken JSON"),
    ("prose.json", b"Words, not JSON.", "neither an object nor an array"),
    ("not-really.gz", b"\x1f\x8b" + b"\xff" * 500, ""),
])
def test_a_bad_file_is_named_and_left_out(scan, good, tmp_path, name, content, reason):
    bad = tmp_path / name
    bad.write_bytes(content)
    result, run = scan(bad, good)
    check_skip(result, run, bad, None, reason)
    assert run.ids == ["good-1", "good-2"]


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.csv"])
def test_a_line_of_white_space_is_no_record(wirecopy, tmp_path, name):
    feed = tmp_path / name
    feed.write_bytes({"feed.jsonl": b'{"id":"a","outlet":"A","text":"one two three"}\n\r \r\n{"id":"b","outlet":"B","text":"four"}\n',
                      "feed.csv": b"id,outlet,text\na,A,one two three\n\r \r\nb,B,four\n"}[name])
    result = wirecopy("ingest", feed)
    assert result.code == 0 and [json.loads(line)["id"] for line in result.out.splitlines()] == ["a", "b"]


@pytest.mark.parametrize("name", ["empty.jsonl", "blank.jsonl", "empty.json"])
def test_a_feed_without_records_is_no_error(scan, good, tmp_path, name):
    feed = tmp_path / name
    feed.write_bytes({"empty.jsonl": b"", "blank.jsonl": b" \n\n", "empty.json": b"[]"}[name])
    result, run = scan(feed, good)
    assert result.code == 0 and run.ids == ["good-1", "good-2"], result.said


def test_an_empty_result_says_why(scan, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", GOOD)
    result, run = scan(feed)
    assert result.code == 0 and run.pairs == []
    assert "2 articles" in result.out and "candidate" in result.out


@pytest.mark.parametrize("count", [200, 2000])
def test_truncated_gzip_keeps_what_came_before(scan, tmp_path, count):
    """Half of the compressed bytes give about half of the records, in a small file as in a large one."""
    feed = tmp_path / "feed.jsonl.gz"
    whole = gzip.compress(json_lines(article(f"n{n}", prose(n, 300)) for n in range(count)))
    feed.write_bytes(whole[:len(whole) // 2])
    result, run = scan(feed)
    assert result.code == 3, result.said
    assert run.ids == [f"n{n}" for n in range(len(run.articles))]
    assert 0.45 * count < len(run.articles) < 0.55 * count
    skips = run.run["skips"]
    assert {skip["file"] for skip in skips} == {str(feed)}
    assert any(skip["record"] is None and "truncated" in skip["reason"].lower() for skip in skips), skips
    assert str(feed) in result.said and "truncated" in result.said.lower()


def test_all_skips_are_in_run_json(scan, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(b"".join(b"{\n" for _ in range(40)) + json_lines(GOOD))
    result, run = scan(feed)
    assert result.code == 3
    assert [skip["record"] for skip in run.run["skips"]] == [f"line {n}" for n in range(1, 41)]
    assert "line 1" in result.said and "run.json" in result.said


# ------------------------------------------------------------------ nothing to read


def test_missing_input(scan, good):
    for missing in ("no-such-file.jsonl", "no-such-folder/", "no-*.jsonl"):
        result, run = scan(good, missing)
        assert result.code == 2 and run is None
        assert missing in result.err and result.out == ""


def test_missing_table(scan, good):
    for option in ("--outlets", "--agencies", "--cues", "--furniture", "--source"):
        result, run = scan(good, option, "no-such-table")
        assert result.code == 2 and run is None
        assert "no-such-table" in result.err


@pytest.mark.parametrize(("option", "content", "said"), [
    ("--outlets", "domain,outlet\n", "no column `family`"),
    ("--outlets", "domain,outlet,family,country,is_agency,aliases\nx,X,,,yes,\n", "is_agency of `X`"),
    ("--outlets", "domain,outlet,family,country,is_agency,aliases\nx,,,,0,\n", "row 1 below the header"),
    ("--agencies", "canonical\ttype\tforms\tshort_forms\nX\tpaper\tX\t\n", "unknown type"),
    ("--cues", "language\tkind\tposition\tgap\tphrase\nen\tcredit-line\tabove\t1\tby\n", "unknown position"),
    ("--cues", "language\tkind\tposition\tgap\tphrase\nen\tcredit-line\tline\tfew\tby\n", "gap"),
    ("--furniture", "language\tkind\tmatch\tphrase\nen\tpromo\tends\tread on\n", "unknown match"),
])
def test_a_bad_table_is_named(scan, good, tmp_path, option, content, said):
    table = tmp_path / "table.txt"
    table.write_text(content, encoding="utf-8")
    result, run = scan(good, option, table)
    assert result.code == 2 and run is None
    assert str(table) in result.err and said in result.err


def test_nothing_readable(scan, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{\n[1]\n")
    binary = tmp_path / "binary.dat"
    binary.write_bytes(b"\0" * 1000)
    result, run = scan(bad, binary)
    assert result.code == 2 and run is None
    assert str(bad) in result.err and "broken JSON" in result.err
    assert names_in(tmp_path) == {"bad.jsonl", "binary.dat"}


@pytest.mark.parametrize("arguments", [
    [], ["scan"], ["scan", "x.jsonl"], ["scan", "-o", "run"], ["nonsense"], ["compare", "one.txt"], ["explain", "run", "a"],
    ["scan", "x.jsonl", "-o", "run", "--nonsense"],
])
def test_wrong_usage(wirecopy, arguments):
    result = wirecopy(*arguments)
    assert result.code == 2 and result.err
    assert names_in(wirecopy.folder) == set()


@pytest.mark.parametrize(("option", "value"), [
    ("--threads", "-1"), ("--threads", "many"), ("--threshold", "0"), ("--threshold", "1.5"), ("--threshold", "nan"),
    ("--threshold", "half"), ("--values", "0"), ("--values", "5000"), ("--shingle", "0"), ("--shingle", "65"),
    ("--fingerprint", "1"), ("--fingerprint", "65"), ("--guarantee", "4"), ("--guarantee", "-1"), ("--seed", "1"),
    ("--seed", "-5"), ("--near", "1.5"), ("--near", "-0.1"), ("--near", "nan"), ("--contained-share", "50"),
    ("--contained-words", "-1"), ("--partial-run", "-1"), ("--wholly", "80"), ("--wholly", "-1"),
    ("--fail-on", "everything"), ("--map", "text"), ("--map", "nonsense=body"), ("--map", "text="),
])
def test_an_option_out_of_range_is_named(scan, good, option, value):
    result, run = scan(good, f"{option}={value}")
    assert result.code == 2 and run is None, f"taken as {run and run.run['options']}"
    assert option in result.err


# ------------------------------------------------------------------ size


@pytest.mark.slow
def test_an_article_of_fifty_megabytes(scan, tmp_path):
    normal = [article(f"n{n}", prose(n // 2, 200)) for n in range(6)]
    block = "\n".join(prose(seed, 3000) for seed in range(1000, 1050))
    huge = block * (50_000_000 // len(block) + 1)
    feed = write_feed(tmp_path / "feed.jsonl", [*normal[:3], article("huge", prose(2, 200) + "\n" + huge), *normal[3:]])
    result, run = scan(feed, limit=60)
    assert result.code == 0, result.said
    assert len(run.articles) == 7 and run.by_id["huge"]["words"] > 5_000_000
    assert {frozenset((pair["a"], pair["b"])) for pair in run.pairs} >= {
        frozenset(("n0", "n1")), frozenset(("n2", "n3")), frozenset(("n4", "n5")), frozenset(("n4", "huge"))}


@pytest.mark.slow
def test_a_hundred_thousand_identical_articles(wirecopy, tmp_path):
    """Half of them without an id. Whole, linear, and within a minute."""
    count, text = 100_000, prose(1, 24)
    line = {"text": text, "outlet": "Daily Example"}
    feed = write_feed(tmp_path / "feed.jsonl", ({**line, "id": f"n{n}"} if n % 2 else line for n in range(count)))
    result = wirecopy("scan", feed, "-o", tmp_path / "run", limit=60)
    assert result.code == 0, result.said
    run = json.loads((tmp_path / "run" / "run.json").read_bytes())
    assert run["input"]["articles"] == count and run["input"]["renamed_ids"] == count // 2 - 1
    assert run["linked_groups"] > 0
    articles = [json.loads(line) for line in (tmp_path / "run" / "articles.jsonl").open("rb")]
    assert len({one["id"] for one in articles}) == count
    assert len({one["cluster"] for one in articles}) == len({one["story"] for one in articles}) == 1
    pairs = (tmp_path / "run" / "pairs.jsonl").read_bytes().count(b"\n")
    assert count - 1 <= pairs <= 3 * count, "pairs are linear in the articles"


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["abcdefghij", "海湾日报今天报道说", "กขคงจฉชซ", "\u00ad\u200b", "\U0001F30A", "\u0301"],
                         ids=["letters", "Chinese", "Thai", "invisible", "emoji", "accents"])
def test_a_megabyte_without_spaces(scan, tmp_path, unit):
    long = article("long", unit * (1_000_000 // len(unit.encode())))
    feed = write_feed(tmp_path / "feed.jsonl", [GOOD[0], long, GOOD[1]])
    result, run = scan(feed, limit=30)
    assert result.code == 0, result.said
    assert run.ids == ["good-1", "long", "good-2"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["word ", "word-", "two words "], ids=["word", "hyphens", "two words"])
def test_the_same_word_a_hundred_thousand_times(scan, tmp_path, unit):
    """Two such articles share everything everywhere; comparing them must not cost the square of their words."""
    text = unit * (150_000 // max(1, len(unit.split())))
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", text), article("b", text)])
    result, run = scan(feed, limit=8)
    assert result.code == 0, result.said
    assert run.pair("a", "b")["overlap"] == "near-duplicate"


@pytest.mark.slow
def test_an_article_that_repeats_itself(scan, tmp_path):
    refrain = "And the wind went round and round the harbour wall all night long. "
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", refrain * 3000), article("b", refrain * 3000),
                                                article("c", "\n".join([refrain] * 3000))])
    result, run = scan(feed, limit=30)
    assert result.code == 0, result.said
    assert run.pair("a", "b")["overlap"] == "near-duplicate"


def test_nested_objects(scan, tmp_path):
    nested: dict = {"end": 1}
    for _ in range(400):
        nested = {"in": nested}
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", prose(1, 60), more=nested), article("b", prose(1, 60))])
    result, run = scan(feed)
    assert result.code == 0 and run.pair("a", "b") is not None, result.said


@pytest.mark.parametrize("value", [
    [], ["A. Writer"], ["A. Writer", "B. Writer"], [{"name": "A. Writer"}, 1, None, ["x"]],
], ids=["empty", "one", "two", "mixed"])
def test_a_field_that_is_a_list(scan, tmp_path, value):
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", prose(1, 60), authors=value), GOOD[1]])
    result, run = scan(feed)
    assert result.code == 0, f"{result.code} {result.said}"
    assert run.ids == ["a", "good-2"]


def test_a_wide_record(scan, tmp_path):
    fields = {f"field {n}": "x" for n in range(20_000)}
    feed = write_feed(tmp_path / "feed.jsonl", [article("a", prose(1, 60), **fields)])
    result, run = scan(feed)
    assert result.code == 0 and run.ids == ["a"], result.said


def test_many_ids_that_are_the_same(scan, tmp_path):
    feed = write_feed(tmp_path / "feed.jsonl", [article(name, prose(n, 40)) for n, name in
                                                enumerate(["x", "x", "x#2", "x", "x#2#2", "x"])])
    result, run = scan(feed)
    assert result.code == 0 and len(set(run.ids)) == 6, run.ids
    assert run.ids[0] == "x" and run.run["input"]["renamed_ids"] >= 3
