"""Every format and layout through the program. The files in fixtures/formats were written by the tools themselves, of the
pages in fixtures/pages: news-please 1.6.16, trafilatura 2.3.1, newspaper4k 0.9.6, fundus 0.5.7, datatrove 0.10.1, warcio 1.8.1;
bench/formats/make_samples.sh makes them again."""

from __future__ import annotations

import gzip
import io
import json
import resource
import zipfile

import pytest
from cli_support import ROOT, RunFolder, article, prose, seconds

SAMPLES = ROOT / "fixtures" / "formats"
PAGES = ROOT / "fixtures" / "pages"
BRIDGE = "https://www.harborcourier.example/news/2026/03/old-swing-bridge-shut"
FERRY = "https://hafenbote.example/lokales/faehren-suederoog.html"
FLOOD = "https://suarateluk.example/daerah/banjir-kembara"
OUTLET = {BRIDGE: "harborcourier.example", FERRY: "hafenbote.example", FLOOD: "suarateluk.example"}
SENTENCE = {BRIDGE: "A petition for a fixed bridge with room for tall ships has gathered 4,100 names",
            FERRY: "damit Bäcker und Postboten vor den ersten Gästen übersetzen können",
            FLOOD: "sebanyak 412 warga mengungsi ke balai desa dan dua sekolah"}


@pytest.fixture
def ingest(wirecopy):
    """ingest(argument...) -> (result, records)"""
    def run(*arguments, **keywords):
        result = wirecopy("ingest", *arguments, **keywords)
        return result, [json.loads(line) for line in result.out.splitlines()]
    return run


# ------------------------------------------------------------------ what the tools write

# file: the articles in it, by url, with the date as the tool has it; None for an article that has no url.
TOOLS = {
    "news-please-cc-news.json": {BRIDGE: "2026-03-04 09:15:00"},
    "news-please-crawler.json": {FERRY: "2026-03-05"},
    "news-please-library.json": {FLOOD: "2026-03-06 07:30:00"},
    "trafilatura.jsonl": {BRIDGE: "2026-03-04", FERRY: "2026-03-05", FLOOD: "2026-03-06"},
    "trafilatura.csv": {BRIDGE: "2026-03-04", FERRY: "2026-03-05", FLOOD: "2026-03-06"},
    "newspaper4k-harbor-courier-bridge.json": {BRIDGE: "2026-03-04T09:15:00+01:00"},
    "newspaper4k-harbor-courier-bridge.csv": {BRIDGE: "2026-03-04T09:15:00+01:00"},
    "newspaper4k-suara-teluk-banjir.json": {FLOOD: "2026-03-06T07:30:00"},
    "newspaper4k-suara-teluk-banjir.csv": {FLOOD: "2026-03-06T07:30:00"},
    "datatrove-00000.jsonl": {BRIDGE: None, FERRY: None, FLOOD: None},
    "fundus.json": {None: "2026-03-04 09:15:00+01:00"},
    "cc-news.warc.gz": {BRIDGE: "2026-03-04T09:15:00+01:00", FERRY: "2026-03-05", FLOOD: "2026-03-06 07:30:00"},
    "media-cloud.warc.gz": {BRIDGE: "2026-03-04T09:15:00+01:00", FERRY: "2026-03-05", FLOOD: "2026-03-06 07:30:00"},
}


def test_every_sample_is_looked_at():
    assert {path.name for path in SAMPLES.iterdir()} == set(TOOLS)


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_tool_writes_is_read(ingest, name):
    result, records = ingest(SAMPLES / name)
    assert result.code == 0, result.said
    assert [record.get("url") for record in records] == list(TOOLS[name])
    for record in records:
        url = record.get("url")
        assert record.get("published") == TOOLS[name][url]
        assert record["outlet"] == OUTLET.get(url, "formats")
        assert SENTENCE[url or BRIDGE] in record["text"]
        assert record.get("title") or name.startswith("datatrove")
        assert "None" not in (record.get("author"), record.get("published"))


@pytest.mark.parametrize("name", TOOLS)
def test_dedup_reads_what_ingest_writes(wirecopy, ingest, name, tmp_path):
    """The same records, with one object more; and read from standard input they are the same."""
    _, records = ingest(SAMPLES / name)
    result = wirecopy("dedup", SAMPLES / name)
    assert result.code == 0, result.said
    written = [json.loads(line) for line in result.out.splitlines()]
    assert [{key: value for key, value in record.items() if key != "wirecopy"} for record in written] == records
    if name == "fundus.json":
        return  # its outlet is the folder
    result = wirecopy("dedup", "-", stdin=(SAMPLES / name).read_bytes())
    assert [json.loads(line) for line in result.out.splitlines()] == written


def test_one_story_by_all_tools_is_one_cluster(wirecopy, tmp_path):
    result = wirecopy("scan", SAMPLES, PAGES, "-o", tmp_path / "run")
    assert result.code == 0, result.said
    run = RunFolder(tmp_path / "run")
    stories = [cluster for cluster in run.clusters if cluster["level"] == "duplicate"]
    assert len(stories) == 3
    assert sum(len(cluster["members"]) for cluster in stories) == len(run.articles) == 26


def test_what_ingest_writes_is_read_as_it_is(wirecopy, ingest, tmp_path):
    lines = tmp_path / "normal.jsonl"
    result = wirecopy("ingest", SAMPLES, PAGES, "-o", lines)
    assert result.code == 0 and result.out == "", result.said
    again, _ = ingest(lines)
    assert again.out.encode() == lines.read_bytes()
    refused = wirecopy("ingest", SAMPLES, "-o", lines)
    assert refused.code == 2 and "force" in refused.said


# ------------------------------------------------------------------ pages


def test_a_page_gives_what_credits_need(ingest):
    result, records = ingest(PAGES / "harbor-courier-bridge.html")
    assert result.code == 0
    record = records[0]
    assert record["author"] == "Tessa Okafor"
    assert record["source_organisation"] == "Associated Press"
    paragraphs = record["text"].split("\n\n")
    assert paragraphs[0] == "By Tessa Okafor | AP"
    assert paragraphs[1].startswith("PORT ELLERY (AP) — The old swing bridge")
    assert paragraphs[-2:] == ["___", "Associated Press writer Ivo Lindqvist in Port Ellery contributed to this report."]
    assert len(paragraphs) == 8


def test_pages_of_a_folder_without_addresses_take_its_name(ingest, tmp_path):
    folder = tmp_path / "valley-times"
    folder.mkdir()
    (folder / "a.html").write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in prose(1, 90).split("\n")))
    _, records = ingest(folder)
    assert records[0]["outlet"] == "valley-times" and records[0]["id"] == "a.html"


# ------------------------------------------------------------------ options


def test_a_map_comes_before_a_preset(ingest):
    result, records = ingest(SAMPLES / "trafilatura.jsonl", "--map", "outlet=source-hostname")
    assert result.code == 0
    assert [record["outlet"] for record in records] == ["Harbor Courier", "hafenbote.example", "Suara Teluk"]


def test_a_map_holds_in_dedup_too(wirecopy):
    result = wirecopy("dedup", SAMPLES / "trafilatura.jsonl", "--map", "outlet=source-hostname")
    assert json.loads(result.out.splitlines()[0])["outlet"] == "Harbor Courier"


def test_a_preset_by_name(ingest, wirecopy, tmp_path):
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps({"maintext": prose(1, 60), "date_publish": "None"}) + "\n")
    result, _ = ingest(feed)
    assert result.code == 3 and "see --map" in result.err
    result, records = ingest(feed, "--preset", "news-please")
    assert result.code == 0 and records[0]["text"] == prose(1, 60) and "published" not in records[0]
    result = wirecopy("dedup", feed, "--preset", "news-please")
    assert result.code == 0 and json.loads(result.out)["text"] == prose(1, 60)
    wrong = wirecopy("scan", feed, "--preset", "scrapy", "-o", tmp_path / "run")
    assert wrong.code == 2 and "scrapy" in wrong.err and "news-please" in wrong.err


def test_explain_reads_a_run_of_pages_again(wirecopy, tmp_path):
    assert wirecopy("scan", PAGES, SAMPLES / "trafilatura.jsonl", "--preset", "trafilatura", "-o", tmp_path / "run").code == 0
    result = wirecopy("explain", tmp_path / "run", BRIDGE, f"{BRIDGE}#2", "--json")
    assert result.code == 0, result.said


# ------------------------------------------------------------------ bad and hostile input


@pytest.mark.parametrize("command", ["ingest", "dedup"])
def test_a_truncated_warc_keeps_what_came_before(wirecopy, tmp_path, command):
    whole = (SAMPLES / "cc-news.warc.gz").read_bytes()
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole[:-700])
    result = wirecopy(command, cut)
    assert result.code == 3
    assert [json.loads(line)["url"] for line in result.out.splitlines()] == [BRIDGE, FERRY]
    assert f"{cut}" in result.err and "truncated" in result.err


def test_a_ragged_row_is_named(wirecopy, tmp_path):
    table = tmp_path / "feed.csv"
    table.write_text(f"id,text\n1,{prose(1, 40)!r}\n2,a,b\n3,\"{prose(2, 40)}\"\n".replace("\\n", " "))
    for command in ("ingest", "dedup"):
        result = wirecopy(command, table)
        assert result.code == 3 and "line 3: 3 cells, but the header has 2" in result.err
        assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["1", "3"]


HOSTILE = {
    "deep.html": b"<html><body>" + b"<div>" * 500_000 + b"text",
    "deep.xml": b"<rss><channel><item>" + b"<a>" * 500_000,
    "wide.html": b"<html><body><div " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">",
    "large.html": b"<html><body><p>" + b"word, and more of it " * 2_500_000,
    "laughs.xml": b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>"
                  + b"".join(b"<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;'>" % (n, n - 1, n - 1, n - 1, n - 1) for n in range(1, 40))
                  + b"]><rss><channel><item><title>&a39;</title></item></channel></rss>",
    "binary.html": bytes(range(256)) * 4000,
    "bomb.warc": None,
    "quotes.csv": b"id,text\n" + b'1,"a\n' * 200_001,
}


def bomb() -> bytes:
    packed = gzip.compress(b" " * 200_000_000, 9)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    return (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http)
            + http + b"\r\n\r\n")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_named_in_time_and_space(wirecopy, tmp_path, name):
    """Two seconds and 400 MB are enough for any of them, and the article beside it is read."""
    bad = tmp_path / name
    bad.write_bytes(bomb() if name == "bomb.warc" else HOSTILE[name])
    good = tmp_path / "zz.jsonl"
    good.write_text(json.dumps(article("good", prose(1, 60))) + "\n")
    limit = 400 << 20
    sanitized = seconds(1) > 1  # a sanitizer's own memory is terabytes of addresses
    bounded = {} if sanitized else {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))}
    result = wirecopy("--threads", "1", "ingest", bad, good, limit=5, **bounded)
    assert result.code == 3, result.said
    assert str(bad) in result.err
    assert json.loads(result.out.splitlines()[-1])["id"] == "good"
    assert len(result.out) < 10_000_000


def test_what_is_not_read_is_named(ingest, tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and more")
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.txt", "words")
    (tmp_path / "b.zip").write_bytes(zipped.getvalue())
    result, records = ingest(path, tmp_path / "b.zip")
    assert result.code == 3 and records == []
    assert "this format is not read" in result.err and "binary data" in result.err
