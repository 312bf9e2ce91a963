"""Tests of make_planted.py, score_planted.py, score_seeds.py and score_utterances.py (pytest)."""

import collections
import itertools
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import score_planted
import score_seeds
import score_utterances

HERE = Path(__file__).parent
TYPOGRAPHY = {"\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2014": "--"}


def words_of(text):
    """Words with their places, cut without the generator's own expression."""
    return [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", text)]


def plain(text):
    """`text` without typography: straight marks, double hyphens, ordinary spaces."""
    return "".join(TYPOGRAPHY.get(char, char) for char in text)


def folded(word):
    return unicodedata.normalize("NFKC", word).casefold()


def write_rows(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def make(folder, *options):
    """Runs the generator; returns the bytes of both files."""
    out, truth = folder / "out.jsonl", folder / "truth.jsonl"
    subprocess.run([sys.executable, HERE / "make_planted.py", out, truth, *options], check=True, capture_output=True)
    return out.read_bytes(), truth.read_bytes()


@pytest.fixture(scope="module", params=["en", "id"])
def corpus(request, tmp_path_factory):
    """(articles by id, truth rows) of a corpus of 200 articles."""
    out, truth = make(tmp_path_factory.mktemp("corpus"), "--articles", "200", "--language", request.param)
    articles = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    return {row["id"]: row for row in articles}, [json.loads(line) for line in truth.decode("utf-8").splitlines()]


def test_articles_are_as_promised(corpus):
    articles, truth = corpus
    assert len(articles) == 200 and len(truth) == 120
    assert sum(row["outlet"] == "wire" for row in articles.values()) == 20
    for row in articles.values():
        assert set(row) == {"id", "outlet", "published", "title", "text", "language"}
        assert 100 <= len(words_of(row["text"])) <= 2000
        assert row["text"] == row["text"].strip()
    assert sum(not row["text"].isascii() for row in articles.values()) > 150


def test_plants_are_verbatim_and_exactly_long(corpus):
    articles, truth = corpus
    for row in truth:
        a = articles[row["a"]]["text"][row["a_begin"]:row["a_end"]]
        b = articles[row["b"]]["text"][row["b_begin"]:row["b_end"]]
        assert len(words_of(a)) == len(words_of(b)) == row["words"]
        assert a[0].isalnum() and a[-1].isalnum() and b[0].isalnum() and b[-1].isalnum()
        if row["variant"] == "plain":
            assert a == b
        else:
            assert a != b and plain(a)[1:] == plain(b)[1:] and a[0].casefold() == b[0].casefold()


def test_plants_cut_no_word_and_their_neighbours_differ(corpus):
    articles, truth = corpus
    for row in truth:
        around = []
        for side in "ab":
            words = words_of(articles[row[side]]["text"])
            begin, end = row[f"{side}_begin"], row[f"{side}_end"]
            assert any(begin == b for _, b, _ in words) and any(end == e for _, _, e in words)
            before = [folded(w) for w, _, e in words if e <= begin]
            after = [folded(w) for w, b, _ in words if b >= end]
            around.append((before[-1] if before else None, after[0] if after else None))
        for mine, theirs in zip(*around):
            assert mine is None or mine != theirs


def test_plants_are_spread_evenly_and_every_run_is_used_once(corpus):
    articles, truth = corpus
    assert collections.Counter(row["words"] for row in truth) == {12: 30, 25: 30, 50: 30, 100: 30}
    assert sum(row["variant"] == "typography" for row in truth) == 30
    assert len({(row["a"], row["b"]) for row in truth}) == len(truth)
    assert max(collections.Counter(row["b"] for row in truth).values()) <= 3
    for wire, rows in itertools.groupby(truth, key=lambda row: row["a"]):
        assert articles[wire]["outlet"] == "wire"
        spans = sorted((row["a_begin"], row["a_end"]) for row in rows)
        assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:]))


def test_no_six_words_are_shared_outside_the_plants(corpus):
    articles, truth = corpus
    holders = collections.defaultdict(set)
    for id, row in articles.items():
        words = [folded(w) for w, _, _ in words_of(row["text"])]
        for i in range(len(words) - 5):
            holders[tuple(words[i:i + 6])].add(id)
    shared = collections.Counter(tuple(sorted(ids)) for ids in holders.values() if len(ids) > 1)
    expected = {tuple(sorted((row["a"], row["b"]))): row["words"] - 5 for row in truth}
    assert shared == expected


def test_same_seed_same_bytes(tmp_path):
    first, again = make(tmp_path, "--articles", "40"), make(tmp_path, "--articles", "40")
    other = make(tmp_path, "--articles", "40", "--seed", "8")
    assert first == again and first != other


# ---------------------------------------------------------------- score_planted

PLANTS = [
    {"a": "w1", "b": "x1", "a_begin": 100, "a_end": 200, "b_begin": 10, "b_end": 110, "words": 12, "variant": "plain"},
    {"a": "w1", "b": "x2", "a_begin": 300, "a_end": 400, "b_begin": 0, "b_end": 101, "words": 25, "variant": "typography"},
]


def pair(a, b, *passages):
    keys = ("a_begin", "a_end", "b_begin", "b_end")
    return {"a": a, "b": b, "overlap": "partial", "passages": [dict(zip(keys, p)) for p in passages]}


def planted_run(folder, pairs):
    """(run folder, truth file) with PLANTS and the given pairs."""
    run = folder / "run"
    run.mkdir()
    write_rows(run / "articles.jsonl", [{"id": id} for id in ("w1", "x1", "x2", "x3")])
    write_rows(run / "pairs.jsonl", pairs)
    write_rows(folder / "truth.jsonl", PLANTS)
    return run, folder / "truth.jsonl"


def test_perfect_run(tmp_path):
    pairs = [pair("w1", "x1", (100, 200, 10, 110)), pair("x2", "w1", (0, 101, 300, 400))]  # either order
    result = score_planted.score(*planted_run(tmp_path, pairs))
    exact = {"mean": 0, "median": 0, "p95": 0, "max": 0}
    assert result["all"] == {"planted": 2, "found": 2, "recall": 1.0, "begin_error": exact, "end_error": exact,
                             "boundary_error": exact, "granularity": 1}
    assert result["false_passages"] == result["false_pairs"] == result["planted_articles_missing"] == 0


def test_shifted_run(tmp_path):
    pairs = [pair("w1", "x1", (103, 201, 13, 111)), pair("w1", "x2", (300, 400, 0, 101))]
    result = score_planted.score(*planted_run(tmp_path, pairs))
    assert result["by_words"]["12"]["begin_error"] == {"mean": 3, "median": 3, "p95": 3, "max": 3}
    assert result["by_words"]["12"]["end_error"] == {"mean": 1, "median": 1, "p95": 1, "max": 1}
    assert result["by_words"]["12"]["boundary_error"] == {"mean": 2, "median": 2, "p95": 3, "max": 3}
    assert result["all"]["begin_error"] == {"mean": 1.5, "median": 1.5, "p95": 3, "max": 3}


def test_pieces_of_a_plant_are_counted(tmp_path):
    pairs = [pair("w1", "x1", (100, 160, 10, 70), (160, 200, 70, 110)), pair("w1", "x2", (300, 400, 0, 101))]
    result = score_planted.score(*planted_run(tmp_path, pairs))
    assert result["by_words"]["12"]["granularity"] == 2 and result["by_words"]["25"]["granularity"] == 1
    assert result["all"]["granularity"] == 1.5


def test_a_reworded_passage_finds_nothing_and_may_be_false(tmp_path):
    reworded = pair("w1", "x1", (100, 200, 10, 110), (900, 950, 900, 950))
    for passage in reworded["passages"]:
        passage["kind"] = "reworded"
    result = score_planted.score(*planted_run(tmp_path, [reworded]))
    assert result["by_words"]["12"]["found"] == 0 and result["false_passages"] == 1


def test_less_than_half_is_not_found_and_not_false(tmp_path):
    result = score_planted.score(*planted_run(tmp_path, [pair("w1", "x1", (100, 149, 10, 110))]))
    assert result["by_words"]["12"]["found"] == 0 and result["false_passages"] == 0
    assert result["by_words"]["12"]["begin_error"] is None


def test_false_pair_and_false_passages(tmp_path):
    pairs = [pair("w1", "x1", (100, 200, 10, 110), (100, 200, 500, 600)), pair("x1", "x3", (0, 9, 0, 9))]
    result = score_planted.score(*planted_run(tmp_path, pairs))
    assert (result["false_pairs"], result["false_passages"], result["pairs_reported"]) == (1, 2, 2)
    assert result["by_words"]["12"]["recall"] == 1 and result["by_words"]["25"]["recall"] == 0


@pytest.mark.parametrize("line", ["{", "[]", '{"a": "w1"}', json.dumps(pair("w1", "x1", (9, 9, 0, 1)))])
def test_malformed_run_is_refused(tmp_path, capsys, line):
    run, truth = planted_run(tmp_path, [])
    (run / "pairs.jsonl").write_text(line + "\n")
    assert score_planted.main([str(run), str(truth)]) == 1
    assert "pairs.jsonl" in capsys.readouterr().err


def test_printed_and_json_reports(tmp_path, capsys):
    run, truth = planted_run(tmp_path, [pair("w1", "x1", (100, 200, 10, 110))])
    assert score_planted.main([str(run), str(truth)]) == 0
    assert "12 words" in capsys.readouterr().out
    assert score_planted.main([str(run), str(truth), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["recall"] == 0.5


# ---------------------------------------------------------------- score_seeds

TEXT = "Menurut The Daily Bugle, é hujan.\nmedia Rusia melaporkan\nFoto: Kantor/Bugle\nBaca juga"


def place(text):
    return [TEXT.index(text), TEXT.index(text) + len(text)]


def credit(id, canonical, kind, phrase, name, source_type="outlet", core=True):
    return {"id": id, "canonical": canonical, "kind": kind, "source_type": source_type, "core": core, "cp": place(phrase),
            "text": phrase, "name_span": {"cp": place(name)}}


def found(agency, kind, phrase):
    begin, end = place(phrase)
    return {"agency": agency, "kind": kind, "text": phrase, "begin": begin, "end": end}


BODY = [place("Menurut The Daily Bugle, é hujan."), place("media Rusia melaporkan")]
FOUND = [found("Daily-Bugle", "quoted-medium", "Daily Bugle"), found(None, "attribution-in-text", "media Rusia"),
         found("Kantor", "photo-credit", "Kantor")]


def seeds_run(folder, body, credits, pairs=()):
    """(run folder, truth folder) with one article."""
    truth, run = folder / "seeds" / "truth", folder / "run"
    truth.mkdir(parents=True)
    run.mkdir()
    (folder / "seeds" / "one.txt").write_bytes(TEXT.encode("utf-8"))
    credits_in_truth = [
        credit("C1", "The Daily Bugle", "attribution-in-text", "Menurut The Daily Bugle", "The Daily Bugle"),
        credit("C2", "Russian media (unnamed)", "quoted-medium", "media Rusia melaporkan", "media Rusia", "media-unnamed"),
        credit("C3", "Bugle", "photo-credit", "Foto: Kantor/Bugle", "Bugle"),
        credit("C4", "someone", "attribution-in-text", "hujan", "hujan", "person", core=False)]
    entry = {"body": [{"cp": span} for span in BODY], "credits": credits_in_truth,
             "boilerplate": [{"kind": "caption", "cp": place("Foto: Kantor/Bugle")}, {"kind": "nav", "cp": place("Baca juga")}]}
    (truth / "truth.json").write_text(json.dumps({"_about": {}, "one.txt": entry}))
    write_rows(run / "articles.jsonl", [{"id": "in/one.txt", "body": body, "boilerplate": [], "credits": credits}])
    write_rows(run / "pairs.jsonl", pairs)
    return run, truth


@pytest.fixture
def low_bar(monkeypatch):
    """Thresholds that fit one small article."""
    monkeypatch.setattr(score_seeds, "LEAST_CORE_CREDITS", 2)
    monkeypatch.setattr(score_seeds, "MOST_EXTRA_CREDITS", 1)


def test_seeds_pass(tmp_path, capsys, low_bar):
    run, truth = seeds_run(tmp_path, BODY, FOUND + [found("Hujan", "credit-line", "hujan")])
    assert score_seeds.main([str(run), str(truth)]) == 0
    out = capsys.readouterr().out
    assert "core credits found: 2 of 3" in out and "extra credits: 1" in out and "overall: 1.0000" in out
    assert "neither right nor wrong): 1" in out and out.splitlines()[-1].startswith("PASS")


def test_seeds_one_find_serves_one_credit(tmp_path):
    annotated = [credit("C1", "Bugle", "attribution-in-text", "Bugle", "Bugle")] * 2
    verdicts = score_seeds.judge_credits("one.txt", [FOUND[0], FOUND[0], FOUND[0]], annotated[:1])
    assert [len(verdicts[v]) for v in ("right", "missed", "repeated", "extra")] == [1, 0, 2, 0]
    verdicts = score_seeds.judge_credits("one.txt", [FOUND[0]], annotated)
    assert [len(verdicts[v]) for v in ("right", "missed", "repeated", "extra")] == [1, 1, 0, 0]


def test_seeds_body_disagreement(tmp_path, capsys, low_bar):
    run, truth = seeds_run(tmp_path, [place("Menurut The Daily Bugle, é hujan."), place("Baca juga")], FOUND)
    assert score_seeds.main([str(run), str(truth)]) == 1
    out = capsys.readouterr().out
    solid = len("".join(TEXT.split()))
    wrong = len("mediaRusiamelaporkan") + len("Bacajuga")
    assert f"overall: {(solid - wrong) / solid:.4f}" in out
    assert "left out by the run: 'media Rusia melaporkan'" in out and "kept by the run: 'Baca juga'" in out
    assert "FAIL" in out.splitlines()[-1] and "body agreement" in out.splitlines()[-1]


def test_seeds_pairs_and_captions(tmp_path, capsys, low_bar):
    begin, end = place("Kantor")
    pairs = [pair("one.txt", "two.txt", (begin, end, 0, 6)) | {"overlap": "fragment"},
             pair("one.txt", "three.txt", (0, 7, 0, 7)) | {"overlap": "quotation"}]
    run, truth = seeds_run(tmp_path, BODY, FOUND, pairs)
    assert score_seeds.main([str(run), str(truth)]) == 1
    out = capsys.readouterr().out
    assert "pairs that are not quotation: 1" in out and "passages on a caption: 1" in out


def test_seeds_missing_article_fails_and_malformed_is_refused(tmp_path, capsys, low_bar):
    run, truth = seeds_run(tmp_path, BODY, FOUND)
    write_rows(run / "articles.jsonl", [])
    assert score_seeds.main([str(run), str(truth)]) == 1
    assert "articles read: 0 of 1" in capsys.readouterr().out
    (run / "articles.jsonl").write_text('{"id": "one.txt", "body": [[5, 2]], "credits": []}\n')
    assert score_seeds.main([str(run), str(truth)]) == 1
    assert "not a span" in capsys.readouterr().err


# ---------------------------------------------------------------- score_utterances

def test_utterances_are_counted_as_found_and_as_linked(tmp_path, capsys):
    quotes = {f"{name}.txt": [{"id": f"{name}{i}", "cp": [100 * i, 100 * i + 50]} for i in (1, 2)] for name in "ABC"}
    document = {"articles": quotes, "lookalikes_not_matches": [{"a": "A2", "b": "C2"}],
                "utterances": [{"direct": [{"quote": f"{name}1", "file": f"{name}.txt"} for name in "ABC"]}]}
    (tmp_path / "quotes.json").write_text(json.dumps(document))

    def pair(a, b, relation, *numbers):
        places = [{"a_begin": 100 * i, "a_end": 100 * i + 40, "b_begin": 100 * i + 5, "b_end": 100 * i + 50} for i in numbers]
        return {"a": f"in/{a}.txt", "b": f"in/{b}.txt", "relation": relation, "quote_pairs": places}

    write_rows(tmp_path / "pairs.jsonl", [pair("A", "B", "common-source", 1), pair("B", "C", "quotation", 1),
                                          pair("A", "C", "quotation", 2)])
    figures = score_utterances.measure(tmp_path, tmp_path)
    assert figures["utterance precision"] == figures["utterance recall"] == 2 / 3
    assert figures["utterance recall, linked"] == 1 and figures["utterance precision, linked"] == 3 / 4
    assert figures["look-alikes"] == 1
    assert "common source: A.txt, B.txt" in capsys.readouterr().out
