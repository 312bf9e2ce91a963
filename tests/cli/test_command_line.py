"""What may be given as input, and where options come from."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess

import pytest
from cli_support import FIXTURES, RunFolder, article, json_lines, names_in, prose, write_feed

TWO = [article("a", prose(1, 80)), article("b", prose(1, 80), published="2025-03-02")]


@pytest.fixture
def feed(tmp_path):
    return write_feed(tmp_path / "feed.jsonl", TWO)


@pytest.fixture
def scan(wirecopy, tmp_path):
    def run(*arguments, code=0, **keywords) -> RunFolder:
        result = wirecopy("scan", *arguments, "-o", tmp_path / "run", "--force", **keywords)
        assert result.code == code, result.said
        return RunFolder(tmp_path / "run")
    return run


# ------------------------------------------------------------------ kinds of input


@pytest.mark.parametrize("pack", [
    bytes, gzip.compress, lambda raw: gzip.compress(raw[:500]) + gzip.compress(raw[500:]),
], ids=["plain", "gzip", "gzip of two members"])
def test_stdin(scan, feed, pack):
    content = json_lines(TWO)
    from_stdin = scan("-", stdin=pack(content))
    articles, pairs = from_stdin.articles, from_stdin.pairs
    from_file = scan(feed)
    assert articles == from_file.articles and pairs == from_file.pairs and len(pairs) == 1


@pytest.mark.parametrize("arguments", [["tune", "--threshold", "0.5"], ["--help"], ["compare", "a.txt", "b.txt"]])
def test_a_stdout_that_is_full(wirecopy, tmp_path, arguments):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(prose(1, 60))
    with open("/dev/full", "wb") as full:
        done = subprocess.run(wirecopy.command(*arguments), stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    assert done.returncode == 2 and b"stdout: cannot write" in done.stderr


@pytest.mark.parametrize("threads", ["-1", "100000"])
def test_a_number_of_threads_that_cannot_be(wirecopy, feed, threads):
    result = wirecopy("dedup", feed, "--threads", threads)
    assert result.code == 2 and "--threads" in result.err and len(result.err) < 300


def test_stdin_that_is_empty(wirecopy, tmp_path):
    result = wirecopy("scan", "-", "-o", tmp_path / "run", stdin=b"")
    assert result.code == 2 and "empty" in result.err


def test_compression_is_known_by_its_bytes_not_by_the_name(scan, tmp_path):
    (tmp_path / "packed.jsonl").write_bytes(gzip.compress(json_lines(TWO)))
    (tmp_path / "plain.jsonl.gz").write_bytes(json_lines(TWO[:1]))
    assert scan(tmp_path / "packed.jsonl").ids == ["a", "b"]
    assert scan(tmp_path / "plain.jsonl.gz").ids == ["a"]


@pytest.mark.parametrize("tool", ["zstd", "bzip2", "xz"])
def test_other_compressions(scan, tmp_path, tool):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    packed = subprocess.run([tool, "-c"], input=json_lines(TWO), capture_output=True, check=True).stdout
    (tmp_path / "packed").write_bytes(packed)
    assert scan(tmp_path / "packed").ids == ["a", "b"]


def test_json_array_object_and_lines_with_windows_ends(scan, tmp_path):
    (tmp_path / "array.json").write_text(json.dumps(TWO, indent=1), encoding="utf-8")
    (tmp_path / "object.json").write_text(json.dumps(TWO[0], indent=1), encoding="utf-8")
    (tmp_path / "one-line.json").write_text(json.dumps(TWO[0]), encoding="utf-8")
    windows = b"\xef\xbb\xbf" + json_lines(TWO).replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    (tmp_path / "windows.jsonl").write_bytes(windows)
    assert scan(tmp_path / "array.json").ids == ["a", "b"]
    assert scan(tmp_path / "object.json").ids == ["a"]
    assert scan(tmp_path / "one-line.json").ids == ["a"]
    assert scan(tmp_path / "windows.jsonl").ids == ["a", "b"]


def text_tree(folder):
    (folder / "north" / "deep").mkdir(parents=True)
    (folder / "north" / "x.txt").write_text(prose(1, 60), encoding="utf-8")
    (folder / "north" / "deep" / "y.txt").write_text(prose(2, 60), encoding="utf-8")
    (folder / "north" / ".hidden.txt").write_text("hidden words", encoding="utf-8")
    (folder / "a.txt").write_text(prose(3, 60), encoding="utf-8")
    return folder


def test_plain_text_is_named_by_its_path(scan, tmp_path):
    tree = text_tree(tmp_path / "tree")
    whole = scan(tree)
    assert whole.ids == ["a.txt", "north/deep/y.txt", "north/x.txt"]
    assert [one["outlet"] for one in whole.articles] == ["tree", "deep", "north"]
    assert scan(f"{tree}/").ids == whole.ids
    assert scan(tree / "north").ids == ["deep/y.txt", "x.txt"]
    single = scan(tree / "north" / "x.txt")
    assert single.ids == ["x.txt"] and single.articles[0]["outlet"] == "north"
    inside = scan("x.txt", cwd=tree / "north")
    assert inside.ids == ["x.txt"] and inside.articles[0]["outlet"] == "north"


def test_files_of_one_name_in_two_folders(scan, tmp_path):
    tree = text_tree(tmp_path / "tree")
    (tree / "south").mkdir()
    (tree / "south" / "x.txt").write_text(prose(1, 60), encoding="utf-8")
    run = scan(tree / "north" / "x.txt", tree / "south" / "x.txt")
    assert run.ids == ["x.txt", "x.txt#2"] and run.run["input"]["renamed_ids"] == 1


def test_a_glob_that_the_shell_left_alone(scan, tmp_path):
    for name in ("b1", "a1", "c2"):
        write_feed(tmp_path / f"{name}.jsonl", [article(name, prose(1, 60))])
    assert scan(f"{tmp_path}/*1.jsonl").ids == ["a1", "b1"]
    assert scan(f"{tmp_path}/{{c2,a1}}.jsonl").ids == ["c2", "a1"]


def test_a_file_whose_name_looks_like_a_glob(scan, tmp_path):
    strange = write_feed(tmp_path / "feed [1]*.jsonl", TWO)
    assert scan(strange).ids == ["a", "b"]


def test_map(scan, tmp_path):
    record = {"maintext": prose(1, 60), "source": {"name": "Daily Example"}, "key": "k", "date": "2025-03-01",
              "text": "not me"}
    feed = write_feed(tmp_path / "feed.jsonl", [record])
    one = scan(feed, "--map", "text=maintext,outlet=source.name,id=key,published=date").articles[0]
    assert (one["id"], one["outlet"], one["published"]) == ("k", "Daily Example", "2025-03-01")
    assert one["words"] == 60


def test_the_reference_set_comes_first(scan, tmp_path):
    """What --source names is an agency's, whatever its outlet and its time."""
    late = article("w", prose(1, 80), outlet="Unknown Wire", published="2025-09-09")
    wire = write_feed(tmp_path / "wire.jsonl", [late])
    feed = write_feed(tmp_path / "feed.jsonl", [article("x", prose(1, 80), published="2025-01-01")])
    run = scan(feed, "--source", wire)
    assert run.ids == ["x", "w"] and run.run["input"]["reference_articles"] == 1
    assert run.pairs[0]["direction"] == {"from": "w", "basis": "agency"}
    assert {row["outlet"]: row["is_agency"] for row in run.outlets} == {"Daily Example": "0", "Unknown Wire": "1"}


def test_an_outlet_by_alias_domain_and_name(scan, tmp_path):
    table = tmp_path / "outlets.csv"
    table.write_text("domain,outlet,family,country,is_agency,aliases\n"
                     "example.org,The Example,Example Group,,0,TE|te-online\n")
    given = [{"outlet": "the example"}, {"outlet": "TE-Online"}, {"outlet": "www.example.org"},
             {"outlet": "?", "url": "https://www.example.org/news/1"}, {"outlet": "Other"}]
    records = [article(f"n{n}", prose(n, 50), **fields) for n, fields in enumerate(given)]
    feed = write_feed(tmp_path / "feed.jsonl", records)
    articles = scan(feed, "--outlets", table).articles
    assert [one["outlet"] for one in articles] == ["The Example"] * 4 + ["Other"]
    assert [one["family"] for one in articles] == ["Example Group"] * 4 + ["Other"]


# ------------------------------------------------------------------ tables of the user


def test_tables_extend_those_inside(scan, tmp_path):
    text = f"Teaser: see tomorrow's paper\n\n{prose(1, 80)}\n\nCopied out of Gull Wire\n\n{prose(2, 80)} (Reuters)"
    feed = write_feed(tmp_path / "feed.jsonl", [article("x", text)])
    plain = scan(feed).articles[0]
    assert [credit["agency"] for credit in plain["credits"]] == ["Reuters"]
    (tmp_path / "agencies.tsv").write_text("canonical\ttype\tforms\tshort_forms\n"
                                           "Gull Wire Service\tagency\tGull Wire\tGW\n")
    (tmp_path / "cues.tsv").write_text("language\tkind\tposition\tgap\tphrase\n"
                                       "en\tcredit-line\tline\t0\tcopied out of\n")
    (tmp_path / "furniture.tsv").write_text("language\tkind\tmatch\tphrase\nen\tpromo\tstarts\tteaser\n")
    own = scan(feed, "--agencies", tmp_path / "agencies.tsv", "--cues", tmp_path / "cues.tsv", "--furniture",
               tmp_path / "furniture.tsv").articles[0]
    assert [(credit["agency"], credit["kind"]) for credit in own["credits"]] == [
        ("Gull Wire Service", "credit-line"), ("Reuters", "credit-line")]
    assert "promo" in [part["kind"] for part in own["boilerplate"]]


# ------------------------------------------------------------------ where options come from


def test_wirecopy_toml_is_read(scan, wirecopy, feed):
    config = wirecopy.folder / "wirecopy.toml"
    config.write_text('threads = 1\n[scan]\nthreshold = 0.7\nguarantee = 20\n', encoding="utf-8")
    run = scan(feed).run
    assert run["options"]["threshold"] == "0.7" and run["options"]["guarantee"] == "20" and run["threads"] == 1
    assert run["recall"]["threshold"] == 0.7 and run["recall"]["guarantee_words"] == 20
    assert scan(feed, "--threshold", "0.6").run["options"]["threshold"] == "0.6", "the command line wins"


def test_another_config_file(scan, feed, tmp_path, wirecopy):
    config = tmp_path / "other.toml"
    config.write_text("[scan]\nshingle = 4\n", encoding="utf-8")
    result = wirecopy("--config", config, "scan", feed, "-o", tmp_path / "run")
    assert result.code == 0, result.said
    assert RunFolder(tmp_path / "run").run["options"]["shingle"] == "4"


@pytest.mark.parametrize("content", ["[scan]\nthreshold = 7\n", "[scan]\nthreshold = high\n"])
def test_a_bad_value_in_wirecopy_toml(wirecopy, feed, tmp_path, content):
    (wirecopy.folder / "wirecopy.toml").write_text(content, encoding="utf-8")
    result = wirecopy("scan", feed, "-o", tmp_path / "run")
    assert result.code == 2 and "threshold" in result.err
    assert "run" not in names_in(tmp_path)


def test_an_unknown_name_in_wirecopy_toml_is_not_passed_over(wirecopy, feed, tmp_path):
    (wirecopy.folder / "wirecopy.toml").write_text("[scan]\nthreshhold = 0.7\n", encoding="utf-8")
    result = wirecopy("scan", feed, "-o", tmp_path / "run")
    assert result.code == 2 and "threshhold" in result.err


def test_effective_options_are_in_run_json(scan, feed):
    options = scan(feed, "--near", "0.6").run["options"]
    assert options["near"] == "0.6" and options["wholly"] == "model" and options["input"] == str(feed)


def test_a_share_in_place_of_the_derivation_model(scan, feed):
    judged = [one for one in scan(feed, "--wholly", "0").articles if one["derivation"] != "none"]
    assert judged and all(one["derivation"] == "wholly" and "derivation_probability" not in one for one in judged)


def test_a_derivation_model_of_ones_own(scan, feed, tmp_path):
    names = ("constant", "reused", "best_source", "longest_run", "own", "quoted", "similarity", "passages", "length",
             "credited", "part_credited", "uncredited", "after", "lag")
    table = tmp_path / "mine.tsv"
    table.write_text("feature\tderived\twholly\n" + "".join(f"{name}\t0\t0\n" for name in names), encoding="utf-8")
    articles = scan(feed, "--derivation", table).articles
    assert [one["derivation_probability"] for one in articles if one["sources"]] == [0.5]
    assert all(one["derivation"] == "none" for one in articles)


@pytest.mark.parametrize("threads", [0, 1, 64])
def test_threads(scan, feed, threads):
    run = scan(feed, "--threads", threads)
    assert run.run["threads"] == (threads or os.cpu_count()) and len(run.pairs) == 1


def test_global_options_before_and_behind_the_command(wirecopy, feed, tmp_path):
    assert wirecopy("--quiet", "--threads", "1", "scan", feed, "-o", tmp_path / "x").out == ""
    assert wirecopy("scan", feed, "-o", tmp_path / "y", "--quiet", "--threads", "1").out == ""
    assert RunFolder(tmp_path / "x").run["threads"] == RunFolder(tmp_path / "y").run["threads"] == 1


@pytest.mark.parametrize(("finding", "code"), [("reuse", 1), ("wire", 0), ("uncredited", 0)])
def test_fail_on(scan, feed, finding, code):
    scan(feed, "--fail-on", finding, code=code)


def test_fail_on_wire_and_uncredited(scan):
    tables = ("--outlets", FIXTURES / "outlets.csv", "--agencies", FIXTURES / "agencies.tsv")
    for finding in ("wire", "uncredited"):
        scan(FIXTURES / "feeds", *tables, "--fail-on", finding, code=1)


def test_what_an_outlet_prints_under_the_same_url_hides_no_copy_from_fail_on(scan, tmp_path):
    page = "https://daily.example/"
    wire, copy = article("wire", prose(1, 200), outlet="Reuters"), article("copy", prose(1, 200), url=page)
    copy["published"] = "2025-03-01T12:00:00Z"
    undated = article("undated", prose(2, 200), url=page, published="")
    later = article("later", prose(3, 200), url=page, published="2025-03-02T12:00:00Z")
    for name, records in {"undated": [wire, undated, copy], "alone": [wire, copy], "later": [wire, copy, later]}.items():
        scan(write_feed(tmp_path / f"{name}.jsonl", records), "--fail-on", "wire", code=1)


def test_an_undated_version_without_agency_copy_hides_no_copy_from_fail_on(scan, tmp_path):
    """Here it is a version: the dated article holds all of its text, and the agency's behind it."""
    page = "https://daily.example/"
    wire = article("wire", prose(1, 200), outlet="Reuters")
    undated = article("undated", prose(2, 100), url=page, published="")
    copy = article("copy", prose(2, 100) + "\n" + prose(1, 200), url=page, published="2025-03-01T12:00:00Z")
    run = scan(write_feed(tmp_path / "feed.jsonl", [wire, undated, copy]), "--fail-on", "wire", code=1)
    assert {one["id"]: one["version_of"] for one in run.articles}["copy"] == "undated"


@pytest.mark.parametrize("arguments", [
    ["--help"], ["scan", "--help"], ["compare", "--help"], ["explain", "--help"], ["tune", "--help"], ["--version"],
])
def test_help_is_on_stdout(wirecopy, arguments):
    result = wirecopy(*arguments)
    assert result.code == 0 and result.out and not result.err


# ------------------------------------------------------------------ parts left out


def shared_spans(run: RunFolder) -> list[list[dict]]:
    return [pair["passages"] for pair in run.pairs]


def test_inputs_may_follow_the_parts(scan, feed):
    assert len(scan("--without", "bands", feed).pairs) == 1


def test_without_any_path_nothing_is_found(scan, feed):
    assert len(scan(feed).pairs) == 1
    assert scan(feed, "--without", "bands,fingerprints", "--without", "letters,rewording").pairs == []


def test_without_chains_each_run_is_a_passage(scan, tmp_path):
    words = prose(1, 80).split()
    edited = " ".join([*words[:40], "otherwise", *words[41:]])
    feed = write_feed(tmp_path / "edited.jsonl", [article("a", prose(1, 80)), article("b", edited)])
    assert [[passage["kind"] for passage in pair] for pair in shared_spans(scan(feed))] == [["edited"]]
    assert [len(pair) for pair in shared_spans(scan(feed, "--without", "chains"))] == [2]


def test_without_quotes_speech_is_prose(scan, tmp_path):
    speech = f'"{prose(3, 60)}," she said.'
    feed = write_feed(tmp_path / "speech.jsonl",
                      [article("a", f"{prose(1, 80)} {speech}"), article("b", f"{speech} {prose(2, 80)}")])
    assert [pair["overlap"] for pair in scan(feed).pairs] == ["quotation"]
    assert [pair["overlap"] for pair in scan(feed, "--without", "quotes").pairs] == ["partial"]


def test_the_summary_promises_no_part_that_is_left_out(wirecopy, feed, tmp_path):
    said = wirecopy("scan", feed, "-o", tmp_path / "all").out
    assert "Every shared run of 16 words" in said and "30 bands of 4 rows" in said
    said = wirecopy("scan", feed, "-o", tmp_path / "part", "--without", "bands,fingerprints").out
    assert "Every shared run" not in said and "bands" not in said
    recall = RunFolder(tmp_path / "part").run["recall"]
    assert recall["guarantee_words"] == 0 and recall["expected"] == 0


def test_explain_leaves_out_what_the_scan_left_out(scan, wirecopy, feed, tmp_path):
    scan(feed, "--without", "bands,fingerprints,rewording")
    result = wirecopy("explain", tmp_path / "run", "a", "b")
    assert result.code == 0 and "Left out of the scan by --without" in result.out


def test_an_unknown_part_is_named(wirecopy, feed, tmp_path):
    result = wirecopy("scan", feed, "-o", tmp_path / "run", "--without", "bands,feet")
    assert result.code == 2 and "feet" in result.err and not (tmp_path / "run").exists()


def test_boilerplate_is_learned_saved_corrected_and_given_back(scan, tmp_path):
    box = "Ministers Weigh Ferry Subsidy Harbour Board Splits Over Piers Why Nobody Swims At The Pier Any More"
    words = [prose(n, 80) for n in range(8)]
    records = [article(f"n{n}", f"{words[2 * n]} {box} {words[2 * n + 1]}", outlet="Pier Post") for n in range(4)]
    feed = write_feed(tmp_path / "feed.jsonl", records)
    learned = scan(feed)
    assert not learned.pairs
    assert learned.boilerplate == [{"outlet": "Pier Post", "articles": 4, "kind": "run", "example": box}]
    assert learned.run["learned_boilerplate"] == learned.boilerplate
    again = scan(feed, "--boilerplate", learned.path / "boilerplate.jsonl")
    assert [one["boilerplate"] for one in again.articles] == [one["boilerplate"] for one in learned.articles]
    assert box in records[0]["text"][again.articles[0]["boilerplate"][0]["begin"]:]
    corrected = tmp_path / "corrected.jsonl"
    corrected.write_text("\n", encoding="utf-8")
    assert not any(one["boilerplate"] for one in scan(feed, "--boilerplate", corrected).articles)


@pytest.mark.parametrize("line, reason", [("{", "not a JSON object"), ('{"outlet": "x", "example": "y"}', "`kind`"),
                                          ('{"kind": "run", "example": "y"}', "no `outlet`"),
                                          ('{"kind": "run", "outlet": "x"}', "no `example`")])
def test_a_wrong_line_of_boilerplate_is_named(wirecopy, tmp_path, line, reason):
    feed = write_feed(tmp_path / "feed.jsonl", [article("x", prose(1, 80))])
    (tmp_path / "b.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    result = wirecopy("scan", feed, "--boilerplate", tmp_path / "b.jsonl", "-o", tmp_path / "run")
    assert result.code == 2 and "b.jsonl, line 2: " in result.said and reason in result.said
