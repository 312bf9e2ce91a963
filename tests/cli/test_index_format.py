"""An index of every format that was ever written opens for ever. `python3 tests/cli/test_index_format.py PROGRAM` makes
the one of the present format; one that is committed is never made again."""

from __future__ import annotations

import sys
import tarfile
import tempfile
from pathlib import Path

import pytest
from cli_support import Wirecopy, article, prose, write_feed
from index_support import add, answers

DATA = Path(__file__).resolve().parent / "data"
FIRST = [article("a", prose(1, 60), title="The first", url="https://example.org/a"),
         article("b", prose(1, 60) + " And more.", outlet="Harbour Post", published="2026-01-01"),
         article("c", prose(2, 60)), article("deleted", prose(3, 30))]
SECOND = [article("a", prose(1, 60) + " Corrected.", url="https://example.org/a"), article("d", prose(2, 50))]


@pytest.mark.parametrize("packed", sorted(DATA.glob("index-format-*.tar.gz")), ids=lambda path: path.name[:14])
def test_it_opens_and_goes_on(wirecopy, tmp_path, packed):
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path)
    index = tmp_path / "index"
    assert wirecopy("index", "verify", index).code == 0
    expected = packed.with_name(packed.name.replace(".tar.gz", ".jsonl")).read_text()
    assert wirecopy("index", "export", index).out == expected
    known = answers(add(wirecopy, index, write_feed(tmp_path / "second.jsonl", SECOND), "2026-02-02").out)
    assert known["a"]["reason"] == "version" and known["d"]["duplicate_of"] == "c"
    new = add(wirecopy, index, write_feed(tmp_path / "third.jsonl", [article("e", prose(2, 60))]), "2026-02-03")
    assert answers(new.out)["e"]["duplicate_of"] == "c"
    assert wirecopy("index", "verify", index).code == 0


def test_there_is_one():
    assert len(list(DATA.glob("index-format-*.tar.gz"))) == len(list(DATA.glob("index-format-*.jsonl"))) >= 1


def make(binary: str):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run = Wirecopy(Path(binary).resolve(), folder)
        for night, records in (("2026-02-01", FIRST), ("2026-02-02", SECOND)):
            assert add(run, folder / "index", write_feed(folder / "feed.jsonl", records), night).code == 0
        (folder / "ids").write_text("deleted\n")
        assert run("index", "delete", folder / "index", "--ids-from", folder / "ids").code == 0
        (DATA / "index-format-1.jsonl").write_text(run("index", "export", folder / "index").out)
        with tarfile.open(DATA / "index-format-1.tar.gz", "w:gz") as archive:
            archive.add(folder / "index", "index")


if __name__ == "__main__":
    make(sys.argv[1])
