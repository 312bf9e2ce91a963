"""wirecopy nightly: what cron or a timer runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings

import pytest
from cli_support import ROOT, article, names_in, prose, write_feed
from index_support import records

CONFIG = """
input = ["feeds/{night}*.jsonl"]
index = "index"
output = "out/{night}.jsonl"
digest = "digest/{night}"
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "feeds").mkdir()
    (tmp_path / "nightly.toml").write_text(CONFIG)
    return tmp_path


def feed(place, day: int, articles=None):
    name = f"2026-03-{day:02d}"
    if articles is None:
        articles = [article(f"{day}-{n}", prose(1000 * day + n, 80), outlet=f"Outlet {n % 3}") for n in range(36)]
    write_feed(place / "feeds" / f"{name}-a.jsonl", articles)
    return name


def night(wirecopy, place, day: int, *more):
    return wirecopy("nightly", place / "nightly.toml", "--night", f"2026-03-{day:02d}", *more)


def digest(place, day: int) -> str:
    folder = place / "digest" / f"2026-03-{day:02d}"
    assert names_in(folder) == {"digest.html", "digest.md"}
    return (folder / "digest.md").read_text()


def test_records_index_and_digest(wirecopy, place):
    wire = prose(1, 120)
    feed(place, 1, [article("wire", wire, outlet="Reuters", title="Storm", url="https://example.org/wire"),
                    article("taken", wire, outlet="Harbour Post", title="The storm"),
                    article("named", "By Reuters\n\n" + wire, outlet="City Herald"),
                    article("own", prose(2, 90), outlet="City Herald")])
    result = night(wirecopy, place, 1)
    assert result.code == 0, result.said
    assert [r["id"] for r in records((place / "out" / "2026-03-01.jsonl").read_text())] == ["wire", "taken", "named", "own"]
    said = digest(place, 1)
    assert "4 new articles" in said and "## Wire copy with no credit found (1)" in said
    assert "**Storm**: 3 articles, 2 publishers; shares text with Reuters; 1 with no credit found" in said
    assert "Harbour Post, no credit found: taken" in said and "City Herald, credits Reuters: named" in said
    html = (place / "digest" / "2026-03-01" / "digest.html").read_text()
    assert "<script" not in html and 'href="https://example.org/wire"' in html


def test_the_same_night_again_gives_the_same_files(wirecopy, place):
    feed(place, 1)
    feed(place, 2, [article("late", prose(1000, 80), outlet="Outlet 9")])
    assert night(wirecopy, place, 1).code == 0
    assert night(wirecopy, place, 2).code == 0
    before = {path: path.read_bytes() for path in place.rglob("2026-03-02*/*")} | \
        {path: path.read_bytes() for path in (place / "out").iterdir()}
    assert night(wirecopy, place, 2).code == 0
    assert {path: path.read_bytes() for path in before} == before
    assert "## Clusters that have grown (0)" in digest(place, 2)
    assert "New clusters of two or more publishers (1)" in digest(place, 2)


def test_a_cluster_that_grows(wirecopy, place):
    feed(place, 1, [article("a", prose(1, 90), outlet="One"), article("b", prose(1, 90), outlet="Two")])
    feed(place, 2, [article("c", prose(1, 90), outlet="Three")])
    night(wirecopy, place, 1)
    night(wirecopy, place, 2)
    assert "## Clusters that have grown (1)" in digest(place, 2)
    assert "3 articles, 3 publishers, 2 of them before" in digest(place, 2)


def test_alarms_and_their_exit_code(wirecopy, place):
    with (place / "nightly.toml").open("a") as config:
        config.write('fail-on = ["alarm"]\n')
    for day in range(1, 7):
        feed(place, day)
        assert night(wirecopy, place, day).code == 0
    broken = [article(f"7-{n}", "" if n % 3 == 1 else prose(7000 + n, 80), outlet=f"Outlet {n % 3}")
              for n in range(36) if n % 3 != 0]
    feed(place, 7, broken)
    result = night(wirecopy, place, 7, "--quiet")
    assert result.code == 1
    for line in ("Outlet 0: articles 0, usually 12", "Outlet 1: articles 0, usually 12", "Outlet 1: empty share 1, usually 0"):
        assert f"wirecopy: {line}" in result.err and f"- {line}" in digest(place, 7)
    assert "Outlet 2:" not in result.err
    again = night(wirecopy, place, 7, "--quiet")
    assert (again.code, again.err) == (1, result.err)


def test_a_night_without_feeds_is_an_alarm(wirecopy, place):
    for day in range(1, 7):
        feed(place, day)
        assert night(wirecopy, place, day).code == 0
    feed(place, 7, [])
    result = night(wirecopy, place, 7)
    assert result.code == 0 and "all outlets together: articles 0, usually 36" in result.err


def test_uncredited_copy_and_its_exit_code(wirecopy, place):
    with (place / "nightly.toml").open("a") as config:
        config.write('fail-on = "uncredited"\n')
    feed(place, 1, [article("wire", prose(1, 90), outlet="AP"), article("taken", prose(1, 90))])
    assert night(wirecopy, place, 1).code == 1


@pytest.mark.parametrize("head,code", [("(AP) ", 0), ("The bridge. (AP Photo/Jane Roe)\n\n", 1)])
def test_a_picture_s_credit_is_none_of_the_text(wirecopy, place, head, code):
    with (place / "nightly.toml").open("a") as config:
        config.write('fail-on = "uncredited"\n')
    feed(place, 1, [article("wire", prose(1, 90), outlet="AP"), article("taken", head + prose(1, 90))])
    assert night(wirecopy, place, 1).code == code


def test_old_nights_leave(wirecopy, place):
    with (place / "nightly.toml").open("a") as config:
        config.write('expire = "2d"\n')
    for day in (1, 2, 3):
        feed(place, day)
        assert night(wirecopy, place, day).code == 0
    stats = json.loads(wirecopy("index", "stats", place / "index", "--json").out)
    assert (stats["first_night"], stats["last_night"]) == ("2026-03-02", "2026-03-03")
    assert wirecopy("index", "verify", place / "index").code == 0


@pytest.mark.parametrize("line,named", [
    ("colour = \"red\"", "colour"), ("threshold = 2", "--threshold"), ("window = \"30\"", "--window"),
    ("fail-on = [\"rain\"]", "rain"), ("expire = \"soon\"", "expire"), ("[more]\nthreshold = 0.4", "more"),
    ("outlets = \"none.csv\"", "none.csv"), ("map = \"text\"", "text")])
def test_a_wrong_configuration_is_named_and_nothing_written(wirecopy, place, line, named):
    feed(place, 1)
    with (place / "nightly.toml").open("a") as config:
        config.write(line + "\n")
    result = night(wirecopy, place, 1)
    assert result.code == 2 and named in result.err, result.said
    assert not (place / "index").exists() and not (place / "out").exists()


def test_a_configuration_that_is_not_there_or_not_whole(wirecopy, place):
    assert wirecopy("nightly", place / "none.toml").code == 2
    (place / "nightly.toml").write_text('input = ["feeds/*.jsonl"]\n')
    result = night(wirecopy, place, 1)
    assert result.code == 2 and "nightly.toml" in result.err and "index" in result.err


def test_the_units_are_valid():
    if shutil.which("systemd-analyze") is None:
        warnings.warn(pytest.PytestWarning("SKIPPED systemd units: systemd-analyze is not here"), stacklevel=1)
        pytest.skip("systemd-analyze is not here")
    units = sorted((ROOT / "contrib").glob("*.service")) + sorted((ROOT / "contrib").glob("*.timer"))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "contrib" not in done.stderr, done.stderr


def test_the_example_is_a_configuration(wirecopy, place):
    text = (ROOT / "contrib" / "nightly.toml").read_text().replace("/var/lib/wirecopy/", "")
    (place / "nightly.toml").write_text(text.replace("feeds/{night}/*.jsonl.gz", "feeds/{night}*.jsonl"))
    feed(place, 1)
    assert night(wirecopy, place, 1).code == 0
    assert "36 new articles" in digest(place, 1)
