"""Opens the HTML report in headless Chromium and reads what it drew.

The page is built from the three files of the front end and sample data with hostile
strings. A report made by the program itself is read as well when WIRECOPY_REPORT names it.
"""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
import warnings
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "wirecopy" / "report" / "web"
SCRIPT_STRING = "</script><script>document.title='owned';alert(1)</script>"
IMAGE_STRING = "<img src=x onerror=\"document.title='owned'\">"
QUOTES = "\"double\" 'single' `back` & &amp; \\u003c {{data}}"
ARABIC = "العاصفة تترك الآلاف بلا كهرباء"
LONG_WORD = "W" * 400
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "base", "col", "embed"}


def loud_skip(reason: str) -> None:
    """Skips with a warning, which pytest prints without any option."""
    warnings.warn(pytest.PytestWarning(f"SKIPPED browser check: {reason}"), stacklevel=2)
    pytest.skip(reason)


# ------------------------------------------------------------------ the page


def article(index: int, **changes) -> dict:
    base = {
        "index": index, "id": f"id-{index}", "outlet": "Daily Herald", "title": f"Title {index}",
        "published": "2025-03-04T12:30:00Z", "language": "en", "words": 300 + index,
        "derivation": "partially", "reused_share": 0.5,
        "credit": {"state": "none", "agency": None, "text": None},
        "sources": [{"id": "id-10", "agency": "AP", "share": 0.5, "relation": "newswire"}],
        "cluster": "d1", "story": "s1",
    }
    return {**base, **changes}


def sample_data() -> dict:
    """Five articles, three pairs, every optional field empty at least once."""
    articles = [
        article(10, outlet="AP", derivation="none", reused_share=0, sources=[],
                credit={"state": "full", "agency": "AP", "text": "By AP"}),
        article(20, title=SCRIPT_STRING, credit={"state": "none", "agency": None, "text": IMAGE_STRING}),
        article(35, title=ARABIC, language="ar", outlet=QUOTES, reused_share=0.95, derivation="wholly"),
        article(41, title=LONG_WORD, id=LONG_WORD, outlet=LONG_WORD, published=None,
                credit={"state": "unknown", "agency": None, "text": None}),
        article(57, title="", derivation="none", reused_share=0, sources=[], language=""),
    ]
    exact = {
        "kind": "exact", "similarity": 1, "in_quote": True, "cut": False,
        "a": [[SCRIPT_STRING, 1]], "b": [[SCRIPT_STRING, 1]],
        "a_before": IMAGE_STRING, "a_after": "", "b_before": "", "b_after": ARABIC,
    }
    edited = {
        "kind": "edited", "similarity": 0.8, "in_quote": False, "cut": True,
        "a": [["the storm ", 1], ["left thousands", 0], [" in the dark", 1]],
        "b": [["the storm ", 1], [QUOTES, 0], [" in the dark", 1]],
        "a_before": "before", "a_after": "after", "b_before": "", "b_after": "",
    }

    def pair(a: int, b: int, basis: str, origin: str | None, passages: list) -> dict:
        return {
            "a": a, "b": b, "overlap": "contained", "relation": "newswire",
            "direction": {"from": origin, "basis": basis}, "jaccard": 0.4,
            "containment_a": 0.9, "containment_b": 0.999, "shared_words": 120, "prose_words": 100,
            "longest_run": 40, "passages": passages,
        }

    outlet = {
        "outlet": "Daily Herald", "family": IMAGE_STRING, "is_agency": False, "articles": 3,
        "wire_derived": 2, "share": 0.6667, "share_low": 0.2077, "share_high": 0.9385, "credited": 0, "uncredited": 2, "unknown": 0,
        "median_lag_hours": 2.5, "agencies": ["AP"],
    }
    return {
        "version": "0.1.0",
        "counts": {"read": 6, "skipped": 1, "articles": 5, "outlets": 3, "pairs": 9, "passages": 3,
                   "candidates": 12, "duplicate_clusters": 1, "story_clusters": 1},
        "options": {"threshold": 0.5, "note": SCRIPT_STRING, "agencies": ["AP"], "translated": False, "x": None},
        "stages": [{"name": "read", "count_in": 6, "count_out": 5}, {"name": "pairs", "count_in": 12, "count_out": 9}],
        "recall": {"threshold": 0.5, "bands": 32, "rows": 4, "expected": 0.97, "measured": None,
                   "sample_pairs": 0, "guarantee_words": 16},
        "skips": [{"file": IMAGE_STRING, "record": 7, "reason": "no text"}],
        "outlets": [
            outlet,
            {**outlet, "outlet": "AP", "family": "", "is_agency": True, "wire_derived": 0, "share": 0,
             "uncredited": 0, "median_lag_hours": None, "agencies": []},
            {**outlet, "outlet": LONG_WORD, "wire_derived": 1, "share": 1, "uncredited": 0, "unknown": 1},
        ],
        "stories": [],
        "articles_shown": 5, "articles": articles,
        "pairs_shown": 3,
        "pairs": [
            pair(10, 20, "agency", "id-10", [exact, edited]),
            pair(20, 35, "tie", None, [edited]),
            pair(35, 41, "published", LONG_WORD, []),
        ],
    }


def empty_data(candidates: int = 0) -> dict:
    data = copy.deepcopy(sample_data())
    data.update(outlets=[], articles=[], pairs=[], skips=[], stages=[], options={}, articles_shown=0, pairs_shown=0)
    data["counts"] = {**{name: 0 for name in data["counts"]}, "read": 4, "articles": 4, "candidates": candidates}
    return data


def build(path: Path, data: dict | str, probe: str = "", script: str | None = None) -> Path:
    """Writes the page as the program does; a probe is a script that runs after the report's own."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    text = re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)
    page = (WEB / "report.html").read_text("utf-8")
    page = page.replace("/*{{css}}*/", (WEB / "report.css").read_text("utf-8"))
    page = page.replace("/*{{js}}*/", script or (WEB / "report.js").read_text("utf-8"))
    page = page.replace("{{data}}", text, 1)
    if probe:
        page = page.replace("</body>", f"<script>{probe}</script></body>")
    path.write_text(page, "utf-8")
    return path


# --------------------------------------------------------------- the browser


class Dom(HTMLParser):
    """The elements of a page: (tag, attributes, ancestors' ids, text)."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[dict] = []
        self.open: list[dict] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "up": list(self.open)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open:
            if self.open.pop()["tag"] == tag:
                break

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def find(self, tag: str, within: str | None = None, **attrs: str) -> list[dict]:
        return [
            e for e in self.elements
            if e["tag"] == tag and all(e["attrs"].get(k.rstrip("_")) == v for k, v in attrs.items())
            and (within is None or any(u["attrs"].get("id") == within for u in e["up"]))
        ]

    def by_id(self, name: str) -> dict:
        return next(e for e in self.elements if e["attrs"].get("id") == name)

    def body_rows(self, within: str) -> int:
        return sum(any(u["tag"] == "tbody" for u in row["up"]) for row in self.find("tr", within))


@pytest.fixture(scope="session")
def browser():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        loud_skip(f"none of {', '.join(names)} is installed")
    return found


@pytest.fixture
def visit(browser, tmp_path):
    """visit(path, hash) -> (dom, source, console lines)."""

    def run(path: Path, fragment: str = ""):
        done = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
             f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--dump-dom",
             path.resolve().as_uri() + fragment],
            capture_output=True, timeout=180, check=True)
        source = done.stdout.decode("utf-8")
        # Chromium writes every console message, errors and policy violations too, as "...:INFO:CONSOLE:1] ...".
        console = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
        return Dom(source), source, console

    return run


def assert_sound(dom: Dom, console: list[str]) -> None:
    """What holds for every page: drawn to the end, silent console, nothing foreign in it."""
    assert console == []
    assert dom.find("html")[0]["attrs"].get("data-ready") == "true"
    assert "hidden" in dom.by_id("failure")["attrs"]
    assert [e["tag"] for e in dom.elements if e["tag"] in {"img", "iframe", "link", "object", "embed", "base"}] == []
    for element in dom.elements:
        attrs = element["attrs"]
        assert not [name for name in attrs if name == "src" or name.startswith("on")], attrs
        assert attrs.get("href", "#").startswith("#"), attrs
    assert all(e["attrs"].get("scope") in {"col", "row"} for e in dom.find("th"))


def chunk(name: str) -> int:
    return int(re.search(rf"const {name} = (\d+);", (WEB / "report.js").read_text("utf-8"))[1])


# ------------------------------------------------------------------ the tests


def test_template_markers_and_no_network():
    html, css, js = ((WEB / f"report.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    for marker in ("/*{{css}}*/", "/*{{js}}*/", "{{data}}"):
        assert html.count(marker) == 1
        assert marker not in css + js
    assert "</style" not in css and "</script" not in js and "<!--" not in js
    assert not re.search(r"https?://|url\(|@import", html + css + js)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(", js)
    assert "default-src 'none'" in html


def test_sample_report(visit, tmp_path):
    data = sample_data()
    dom, source, console = visit(build(tmp_path / "report.html", data), "#open-all")
    assert_sound(dom, console)
    assert dom.find("title")[0]["text"].startswith("Wirecopy report")
    assert len(dom.find("script")) == 2
    assert [dom.body_rows(f"{name}-table") for name in ("outlets", "articles", "stages", "options", "skips")] == [
        3, 5, 2, 5, 1]
    assert "3 of 5 articles hold agency copy" in dom.by_id("finding")["text"]
    assert "in 2 of them no credit for the text was found" in dom.by_id("finding")["text"]
    assert "3 of 9 pairs are in this file" in dom.by_id("pairs-status")["text"]

    details = dom.find("details")
    assert [d["attrs"]["id"] for d in details] == ["pair-1", "pair-2", "pair-3"]
    assert all("open" in d["attrs"] for d in details)
    assert len(dom.find("blockquote")) == 6
    marks = [m["text"] for m in dom.find("mark", "pair-1")]
    assert marks == [SCRIPT_STRING, SCRIPT_STRING] + ["the storm ", " in the dark"] * 2
    assert [c["text"] for c in dom.find("span", "pair-2", class_="changed")] == ["left thousands", QUOTES]
    assert "likely from AP (agency)" in details[0]["text"]
    assert "same publication time" in details[1]["text"]
    assert f"{LONG_WORD} published first" in details[2]["text"]
    assert "No passages of this pair" in details[2]["text"]

    for hostile in (SCRIPT_STRING, IMAGE_STRING, QUOTES, ARABIC, LONG_WORD):
        assert hostile in dom.by_id("main")["text"]
    assert "<script>document" not in source and "<img" not in source
    assert any(e["attrs"].get("lang") == "ar" and e["attrs"]["dir"] == "auto" for e in dom.find("bdi"))


def test_a_story_shows_what_its_families_agree_on(visit, tmp_path):
    data = sample_data()
    data["outlets"][0]["versions"] = 2
    data["outlets"][0]["credited_alone"] = 3
    data["stories"] = [{
        "id": "id-10", "articles": 7, "families": 4, "agency": QUOTES, "agency_reasons": [IMAGE_STRING], "of": 20,
        "outlet": LONG_WORD, "title": SCRIPT_STRING, "language": "en", "share": 0.5,
        "pieces": [["the ferry sank ", 2], ["at noon", 9], ["", 0], [ARABIC, 2]], "cut": True,
    }]
    dom, _, console = visit(build(tmp_path / "report.html", data))
    assert_sound(dom, console)
    marks = dom.find("mark", "stories-list")
    assert [(mark["text"], mark["attrs"]["class"], mark["attrs"]["title"]) for mark in marks] == [
        ("the ferry sank ", "support-2", "2 families"), ("at noon", "support-5", "9 families"),
        (ARABIC, "support-2", "2 families")]
    told = dom.by_id("stories-list")["text"]
    for said in (SCRIPT_STRING, IMAGE_STRING, QUOTES, "7 articles of 4 families", "50% of the words of"):
        assert said in told
    assert told.count("[…") == 2 and "1 story" in dom.by_id("stories-status")["text"]
    assert "and 2 earlier versions" in dom.by_id("outlets-table")["text"]
    assert "and 3 credited alone" in dom.by_id("outlets-table")["text"]
    assert "2 earlier versions of these articles are not counted." in dom.by_id("finding-detail")["text"]
    assert "3 articles are credited to an agency as a whole but have no other copy" in dom.by_id("finding-detail")["text"]


def test_one_earlier_version_and_one_article_alone_are_told_in_the_singular(visit, tmp_path):
    data = sample_data()
    data["outlets"][0].update(versions=1, credited_alone=1)
    dom, _, console = visit(build(tmp_path / "report.html", data))
    assert_sound(dom, console)
    told = dom.by_id("finding-detail")["text"]
    assert "1 earlier version of these articles is not counted." in told
    assert "1 article is credited to an agency as a whole but has no other copy in the input, and does not count" in told


def test_link_opens_one_pair(visit, tmp_path):
    dom, _, console = visit(build(tmp_path / "report.html", sample_data()), "#pair-2")
    assert_sound(dom, console)
    assert [d["attrs"]["id"] for d in dom.find("details") if "open" in d["attrs"]] == ["pair-2"]
    assert len(dom.find("blockquote")) == 2, "the inside of closed pairs is not built"


@pytest.mark.parametrize("candidates, said", [(0, "enough words in common"), (7, "7 candidate pairs came up")])
def test_empty_report(visit, tmp_path, candidates, said):
    dom, _, console = visit(build(tmp_path / "report.html", empty_data(candidates)))
    assert_sound(dom, console)
    assert "No shared text was found among 4 articles" in dom.by_id("finding")["text"]
    assert said in dom.by_id("pairs-empty")["text"]
    assert dom.find("details") == []


def test_large_report_is_drawn_in_pieces(visit, tmp_path):
    data = sample_data()
    data["articles"] = [article(i) for i in range(2000)]
    data["pairs"] = [{**data["pairs"][0], "a": i, "b": (i * 7 + 1) % 2000} for i in range(2000)]
    page = build(tmp_path / "report.html", data)
    dom, _, console = visit(page, "#pair-120")
    assert_sound(dom, console)
    assert dom.body_rows("articles-table") == chunk("TABLE_CHUNK")
    assert len(dom.find("details")) == 120
    assert "open" in dom.by_id("pair-120")["attrs"]


PROBE = """
const said = {};
const rows = () => [...document.querySelectorAll('#articles-table tbody tr')];
const words = [...document.querySelectorAll('#articles-table thead button')].find((b) => b.textContent === 'Words');
const state = () => words.parentNode.getAttribute('aria-sort') + ' ' + rows().map((r) => r.cells[3].textContent).join(' ');
words.click(); said.down = state();
words.click(); said.up = state();
const set = (id, value) => {
  document.getElementById(id).value = value;
  document.getElementById(id).dispatchEvent(new Event('input', { bubbles: true }));
};
set('filter-text', 'SCRIPT'); said.text = rows().length; set('filter-text', '');
set('filter-derivation', '=wholly'); said.derivation = rows().length; set('filter-derivation', '');
set('filter-credit', '=moot'); said.credit = rows().length;
set('filter-outlet', '=AP'); said.none = rows().length;
said.message = document.querySelector('#articles-table .empty').hidden;
set('filter-outlet', ''); set('filter-credit', '');
const pairs = () => [...document.querySelectorAll('details')].map((d) => d.id).join(' ');
rows()[4].querySelector('button').click(); said.none_of = pairs();
rows()[0].querySelector('button').click(); said.own = pairs();
said.focus = document.activeElement.id;
document.querySelector('#pairs-list a[href="#pair-1"]').click();
setTimeout(() => {
  said.open = document.querySelector('details[open]').id;
  document.getElementById('pairs-all').click(); said.all = pairs();
  document.documentElement.dataset.probe = JSON.stringify(said);
}, 100);
"""


def test_sort_filter_and_choose(visit, tmp_path):
    dom, _, console = visit(build(tmp_path / "report.html", sample_data(), PROBE))
    assert_sound(dom, console)
    assert json.loads(dom.find("html")[0]["attrs"]["data-probe"]) == {
        "down": "descending 357 341 335 320 310", "up": "ascending 310 320 335 341 357",
        "text": 1, "derivation": 1, "credit": 1, "none": 0, "message": False,
        "none_of": "", "own": "pair-1", "focus": "passages-title", "open": "pair-1",
        "all": "pair-1 pair-2 pair-3",
    }


@pytest.mark.parametrize("width", [360, 700, 1100])
def test_no_sideways_scrolling(visit, tmp_path, width):
    """A headless window cannot be this narrow, so the page is measured inside a frame."""
    page = build(tmp_path / "report.html", sample_data(), "document.getElementById('pairs-open').click();")
    frame = tmp_path / "frame.html"
    frame.write_text(
        f'<!doctype html><iframe style="width:{width}px;height:900px;border:0" srcdoc="{escape(page.read_text("utf-8"))}"></iframe>'
        "<script>onload = () => { const root = document.querySelector('iframe').contentDocument.documentElement;"
        "document.documentElement.dataset.said = [root.dataset.ready, root.clientWidth >= root.scrollWidth,"
        "root.querySelectorAll('blockquote').length].join(' '); };</script>", "utf-8")
    dom, _, console = visit(frame)
    assert console == []
    assert dom.find("html")[0]["attrs"]["data-said"] == "true true 6"


@pytest.mark.parametrize("fault", ["throw", "data", "policy"])
def test_faults_are_noticed(visit, tmp_path, fault):
    """The checks above would be worth nothing if a broken page passed them."""
    script = (WEB / "report.js").read_text("utf-8")
    page = build(
        tmp_path / "report.html", "{" if fault == "data" else sample_data(),
        script=script.replace("renderOutlets(data);", "throw new Error('provoked');") if fault == "throw" else None,
        probe="new Image().src = 'https://example.org/x.png';" if fault == "policy" else "")
    dom, _, console = visit(page)
    assert console
    with pytest.raises(AssertionError):
        assert_sound(dom, console)
    if fault != "policy":
        assert "data-ready" not in dom.find("html")[0]["attrs"]
        assert "hidden" not in dom.by_id("failure")["attrs"]


def test_report_of_the_program(visit):
    named = os.environ.get("WIRECOPY_REPORT")
    if not named:
        loud_skip("WIRECOPY_REPORT names no report made by the program")
    path = Path(named)
    raw = path.read_text("utf-8")
    assert not re.search(r"/\*\{\{(css|js)\}\}\*/", raw)
    dom, _, console = visit(path, "#open-all")
    assert_sound(dom, console)
    data = json.loads(dom.by_id("data")["text"])
    assert dom.body_rows("outlets-table") == min(len(data["outlets"]), chunk("TABLE_CHUNK"))
    assert dom.body_rows("articles-table") == min(len(data["articles"]), chunk("TABLE_CHUNK"))
    assert dom.body_rows("skips-table") == min(len(data["skips"]), chunk("TABLE_CHUNK"))
    assert len(dom.find("details", "pairs-list")) == len(data["pairs"]) == data["pairs_shown"]
    assert len(dom.find("details", "stories-list")) == min(len(data["stories"]), chunk("STORY_CHUNK")) > 0
    assert all(families > 1 for story in data["stories"] for text, families in story["pieces"] if text)
    assert len(data["articles"]) == data["articles_shown"]
    indices = {item["index"] for item in data["articles"]}
    assert all({pair["a"], pair["b"]} <= indices for pair in data["pairs"])
    sentences = sum(len(pair["translated"]["sentences"]) for pair in data["pairs"] if "translated" in pair)
    assert sentences > 0  # each side by side, marked as a whole
    assert len(dom.find("blockquote", "pairs-list")) == 2 * (sum(len(pair["passages"]) for pair in data["pairs"]) + sentences)
    marks = sum(shared for pair in data["pairs"] for passage in pair["passages"]
                for side in "ab" for _, shared in passage[side])
    assert len(dom.find("mark", "pairs-list")) == marks + 2 * sentences
