"""wirecopy lexicon: from dictionaries to a file, and what it says of a word."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
DEBIAN = Path("/usr/share/dictd")
CLDR = Path("/usr/share/unicode/cldr")

ENTRIES = [
    ("00databaseshort", "00-database-short\nHarbour words ver. 2\n"),
    ("harbour", "Harbour /hˈɑːbə/ <n>\n1. pelabuhan, bandar 2.\na place for ships\n2. perlindungan\nshelter\n"),
    ("harbour master", "harbour master /hˈɑːbə mˈɑːstə/ <n>\nsyahbandar\nwho rules a harbour\n"),
    ("send", "send //sɛnd// <v>\nkirim\nto have something carried\n"),
]


def base64(number: int) -> str:
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def write_dictd(folder: Path, name: str, entries=ENTRIES) -> Path:
    text, index = b"", ""
    for head, article in entries:
        index += f"{head}\t{base64(len(text))}\t{base64(len(article.encode()))}\n"
        text += article.encode()
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(text, mtime=0))
    path = folder / f"{name}.index"
    path.write_text(index, encoding="utf-8")
    return path


def write_names(folder: Path) -> Path:
    main = folder / "common" / "main"
    main.mkdir(parents=True)
    form = """<?xml version="1.0"?><ldml><localeDisplayNames><territories><territory type="DE">{}</territory>
<territory type="US" alt="short">{}</territory></territories></localeDisplayNames><dates><calendars>
<calendar type="gregorian"><days><dayContext type="format"><dayWidth type="wide"><day type="mon">{}</day>
</dayWidth></dayContext></days></calendar></calendars></dates></ldml>"""
    (main / "en.xml").write_text(form.format("Germany", "US", "Monday"))
    (main / "id.xml").write_text(form.format("Jerman", "AS", "Senin"))
    return folder


def shown(wirecopy, lexicon, *words) -> list[str]:
    result = wirecopy("lexicon", "show", lexicon, *words)
    assert result.code == 0, result.said
    return result.out.splitlines()


def test_a_dictionary_and_names_become_a_lexicon(wirecopy, tmp_path):
    index = write_dictd(tmp_path, "words-eng-ind")
    names = write_names(tmp_path / "cldr")
    built = wirecopy("lexicon", "build", "--languages", "en-id", "--from", index, "--names", names, "-o",
                     tmp_path / "x.lexicon")
    assert built.code == 0, built.said
    assert "x.lexicon: en-id: 6 and 8 words" in built.err
    assert shown(wirecopy, tmp_path / "x.lexicon", "harbours", "pengiriman", "Syahbandar", "US", "Senin", "tide") == [
        "en harbours\tid bandar pelabuhan perlindungan syahbandar?",
        "id pengiriman\ten send",
        "id syahbandar\ten harbour? master?",
        "en us\tid as",
        "id senin\ten monday",
        "tide\tnot in the lexicon",
    ]
    about = shown(wirecopy, tmp_path / "x.lexicon")
    assert about[1:] == [f"{index}: Harbour words ver. 2", f"{names}: names of Unicode CLDR"]


def test_dictionaries_of_a_folder_are_merged_whichever_way_they_go(wirecopy, tmp_path):
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    write_dictd(folder, "words-eng-ind")
    (folder / "press-ind-eng.tsv").write_text("# of a newsroom\nkapal\tship, vessel\n")
    (folder / "other-eng-deu.tsv").write_text("ship\tSchiff\n")
    made = wirecopy("lexicon", "build", "--languages", "en-id", "--from", folder, "--no-names", "-o", tmp_path / "x.lexicon")
    assert made.code == 0, made.said
    assert shown(wirecopy, tmp_path / "x.lexicon", "vessels", "send") == ["en vessels\tid kapal", "en send\tid kirim"]
    result = wirecopy("lexicon", "build", "--languages", "en-tr", "--from", folder, "-o", tmp_path / "y.lexicon")
    assert result.code == 2
    assert f"{folder}: no dictionary for en-tr in it; Debian has dict-freedict-eng-tur or dict-freedict-tur-eng" in \
        result.err


def test_the_same_dictionaries_give_the_same_bytes(wirecopy, tmp_path):
    index = write_dictd(tmp_path, "words-eng-ind")
    for name in ("a.lexicon", "b.lexicon"):
        wirecopy("lexicon", "build", "--languages", "en-id", "--from", index, "--no-names", "-o", tmp_path / name)
    assert (tmp_path / "a.lexicon").read_bytes() == (tmp_path / "b.lexicon").read_bytes()


def test_the_default_place_is_made_and_nothing_is_replaced_unasked(wirecopy, tmp_path):
    index = write_dictd(tmp_path, "words-eng-ind")
    command = ("lexicon", "build", "--languages", "en-id", "--from", index, "--no-names", "--quiet")
    data = wirecopy.environment(XDG_DATA_HOME=str(tmp_path / "data"))
    made = tmp_path / "data" / "wirecopy" / "lexicons" / "en-id.lexicon"
    assert wirecopy(*command, env=data).said == "" and made.is_file()
    first = made.read_bytes()
    again = wirecopy(*command, env=data)
    assert again.code == 2 and str(made) in again.err and "--force" in again.err
    write_dictd(tmp_path, "words-eng-ind", ENTRIES[:2])
    assert wirecopy(*command, "--force", env=data).code == 0
    assert made.read_bytes() != first
    home = wirecopy.environment(HOME=str(tmp_path / "home"), XDG_DATA_HOME="")
    assert wirecopy(*command, env=home).code == 0
    assert (tmp_path / "home/.local/share/wirecopy/lexicons/en-id.lexicon").is_file()


@pytest.mark.parametrize("languages", ["en", "en-id-de", "english-id", "en-en", "en-q7", "EN-ID", ""])
def test_languages_are_two_by_their_two_letters(wirecopy, tmp_path, languages):
    result = wirecopy("lexicon", "build", "--languages", languages, "-o", tmp_path / "x.lexicon")
    assert result.code == 2 and "not two languages by their two letters" in result.err


def test_bad_input_is_named(wirecopy, tmp_path):
    def why(*arguments) -> str:
        result = wirecopy("lexicon", "build", "--languages", "en-id", "--no-names", "-o", tmp_path / "x.lexicon", "--from",
                          *arguments)
        assert result.code == 2 and not (tmp_path / "x.lexicon").exists()
        return result.err.strip()

    table = tmp_path / "x.tsv"
    table.write_text("ship\tkapal\nboat kapal\n")
    assert why(table) == f"wirecopy: {table}: line 2: not a word, a tab and its translations"
    table.write_bytes(b"ship\tkapal\nboat\t\xff\n")
    assert why(table) == f"wirecopy: {table}: line 2: not UTF-8"
    table.write_text("# nothing\n")
    assert why(table) == f"wirecopy: {table}: no translation found in it"
    assert why(tmp_path / "none.tsv") == f"wirecopy: {tmp_path / 'none.tsv'}: No such file or directory"
    index = write_dictd(tmp_path, "words-eng-ind")
    packed = tmp_path / "words-eng-ind.dict.dz"
    packed.write_bytes(packed.read_bytes()[:-40])
    assert f"{packed}: truncated" in why(index) and "behind byte" in why(index)


def test_bad_names_are_told_from_missing_ones(wirecopy, tmp_path):
    index = write_dictd(tmp_path, "words-eng-ind")
    names = write_names(tmp_path / "cldr")
    command = ("lexicon", "build", "--languages", "en-id", "--from", index, "-o", tmp_path / "x.lexicon", "--names")
    (names / "common/main/id.xml").write_text("<ldml><territories>\n")
    result = wirecopy(*command, names)
    assert result.code == 2 and "id.xml: line 2: not well-formed XML" in result.err
    (names / "common/main/id.xml").write_text("<other/>")
    assert "id.xml: holds no names of Unicode CLDR" in wirecopy(*command, names).err
    result = wirecopy(*command, tmp_path / "none")
    assert result.code == 2 and "none/common/main/en.xml: No such file or directory" in result.err


def test_a_damaged_lexicon_is_refused(wirecopy, tmp_path):
    index = write_dictd(tmp_path, "words-eng-ind")
    wirecopy("lexicon", "build", "--languages", "en-id", "--from", index, "--no-names", "-o", tmp_path / "x.lexicon")
    lexicon = tmp_path / "x.lexicon"
    lexicon.write_bytes(lexicon.read_bytes()[:-3])
    result = wirecopy("lexicon", "show", lexicon, "send")
    assert result.code == 2 and f"{lexicon}: the checksum of its" in result.err


@pytest.mark.parametrize(("languages", "words", "expected"), [
    ("en-id", ("attacked", "menyerang"), [{"serang", "serangan"}, {"attack"}]),
    ("en-de", ("elections", "Wahlen"), [{"wahl", "wahlen"}, {"election", "elections"}]),
    ("en-es", ("houses", "casas"), [{"casa"}, {"house"}]),
])
def test_the_dictionaries_of_debian(wirecopy, tmp_path, languages, words, expected):
    if not DEBIAN.is_dir() or not CLDR.is_dir():
        pytest.skip("dict-freedict-eng-ind, -eng-deu, -eng-spa and unicode-cldr-core are not installed: scripts/setup")
    assert wirecopy("lexicon", "build", "--languages", languages, "-o", tmp_path / "x.lexicon").code == 0
    for line, some in zip(shown(wirecopy, tmp_path / "x.lexicon", *words), expected, strict=True):
        assert some <= set(line.split("\t")[1].split()), line
    assert len(shown(wirecopy, tmp_path / "x.lexicon")) == 3
