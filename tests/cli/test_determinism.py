"""The same input, options and version give the same bytes, whatever the number of threads."""

from __future__ import annotations

import pytest
from cli_support import RUN_FILES, article, bytes_of, prose, scan_fixtures, write_feed


def check_same(x: dict[str, bytes], y: dict[str, bytes]) -> None:
    assert x.keys() == y.keys() == RUN_FILES
    unlike = [name for name in x if x[name] != y[name]]
    assert not unlike


@pytest.mark.parametrize("threads", [1, 2, 64])
def test_fixtures_with_other_threads(binary, fixture_run, tmp_path, threads):
    other = scan_fixtures(binary, tmp_path / "run", "--threads", threads)
    assert other.run["threads"] == threads
    check_same(bytes_of(other.path), bytes_of(fixture_run.path))


@pytest.fixture(scope="module")
def feed(tmp_path_factory):
    """Enough articles for many chunks of work: stories in two to five versions, one in 200 copies, and a promotion."""
    path = tmp_path_factory.mktemp("feed") / "feed.jsonl"
    promotion = "\n\nRead more of our stories every morning in the letter of the Daily Example."

    def text(n: int) -> str:
        if n % 10 == 0:
            return prose(7, 80)
        story = prose(1000 + n // 5, 60 + n % 50 * 4)
        return story + "\n" + prose(50_000 + n, 40 * (n % 4)) + (promotion if n % 3 else "")

    outlets = [f"Outlet {n}" for n in range(23)]
    return write_feed(path, (article(f"n{n}", text(n), outlet=outlets[n % 23], published=f"2025-03-{1 + n % 28:02d}")
                             for n in range(2000)))


@pytest.mark.slow
def test_thousands_of_articles(wirecopy, feed, tmp_path):
    runs = []
    for name, threads in (("one", 1), ("two", 2), ("two again", 2), ("seven", 7)):
        result = wirecopy("scan", feed, "-o", tmp_path / name, "--threads", threads)
        assert result.code == 0, result.said
        runs.append(bytes_of(tmp_path / name))
    for other in runs[1:]:
        check_same(runs[0], other)
    assert runs[0]["pairs.jsonl"].count(b"\n") > 1000


def test_zero_threads_is_one_a_processor(wirecopy, feed, tmp_path):
    small = write_feed(tmp_path / "small.jsonl", [article("a", prose(1, 50)), article("b", prose(1, 50))])
    result = wirecopy("scan", small, "-o", tmp_path / "run", "--threads", "0")
    assert result.code == 0, result.said
    assert (tmp_path / "run" / "pairs.jsonl").read_bytes().count(b"\n") == 1


def test_the_order_of_arguments_is_the_order_of_articles(wirecopy, tmp_path):
    x = write_feed(tmp_path / "x.jsonl", [article("x", prose(1, 50))])
    y = write_feed(tmp_path / "y.jsonl", [article("y", prose(2, 50))])
    for inputs, order in (((x, y), b"xy"), ((y, x), b"yx")):
        assert wirecopy("scan", *inputs, "-o", tmp_path / "run", "--force").code == 0
        lines = (tmp_path / "run" / "articles.jsonl").read_bytes().splitlines()
        assert [line[7:8] for line in lines] == [order[:1], order[1:]]
