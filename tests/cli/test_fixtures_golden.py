"""What a scan of the fixture corpus finds, against the labels of fixtures/labels.

The floors of the measured figures are those of the day they were set, less 0.03: a larger drop fails. Raise a floor
when the figure has risen for good; lower one only with a reason in the commit message.
"""

from __future__ import annotations

import pytest
from cli_support import labels

COPY_LABELS = ("verbatim", "light-edit", "abridged", "embedded")
OTHER_LABELS = ("common-source", "translation", "independent", "quotes-only", "boilerplate-only")
COPY_OVERLAPS = ("near-duplicate", "contained", "partial")

CREDIT_RECALL = max(0.80, 0.876 - 0.03)
CREDIT_PRECISION = max(0.80, 0.946 - 0.03)
BOILERPLATE_SHARE = max(0.85, 0.955 - 0.03)


@pytest.fixture
def show(capsys):
    """Prints also when the test passes."""
    def out(*lines: str) -> None:
        with capsys.disabled():
            print("", *lines, sep="\n  ")
    return out


def pairs_with(*wanted: str) -> list[dict]:
    found = [pair for pair in labels("pairs") if pair["label"] in wanted]
    assert found
    return found


# ------------------------------------------------------------------ pairs


@pytest.mark.parametrize("label", COPY_LABELS)
def test_every_copy_is_reported(fixture_run, label):
    missed = []
    for wanted in pairs_with(label):
        pair = fixture_run.pair(wanted["a"], wanted["b"])
        if pair is None or pair["overlap"] not in COPY_OVERLAPS:
            missed.append((wanted["a"], wanted["b"], pair and pair["overlap"]))
    assert not missed


@pytest.mark.parametrize("label", OTHER_LABELS)
def test_nothing_else_is_reported_as_copy(fixture_run, label):
    wrong = []
    for wanted in pairs_with(label):
        pair = fixture_run.pair(wanted["a"], wanted["b"])
        if pair is not None and pair["overlap"] in COPY_OVERLAPS:
            wrong.append((wanted["a"], wanted["b"], pair["overlap"]))
    assert not wrong


def test_no_unlabelled_pair_is_reported_as_copy(fixture_run):
    known = {frozenset((pair["a"], pair["b"])) for pair in labels("pairs")}
    wrong = [(pair["a"], pair["b"], pair["overlap"]) for pair in fixture_run.pairs
             if pair["overlap"] in COPY_OVERLAPS and frozenset((pair["a"], pair["b"])) not in known]
    assert not wrong


def test_shared_speech_is_a_quotation_or_nothing(fixture_run):
    for wanted in pairs_with("quotes-only"):
        pair = fixture_run.pair(wanted["a"], wanted["b"])
        assert pair is None or pair["overlap"] == "quotation", wanted


def test_the_agency_is_the_source(fixture_run):
    agencies = {row["outlet"] for row in fixture_run.outlets if row["is_agency"] == "1"}
    by_id = fixture_run.by_id
    for wanted in pairs_with(*COPY_LABELS):
        if by_id[wanted["a"]]["outlet"] not in agencies or by_id[wanted["b"]]["outlet"] in agencies:
            continue
        pair = fixture_run.pair(wanted["a"], wanted["b"])
        assert pair["direction"] == {"from": wanted["a"], "basis": "agency"}
        assert pair["relation"] == "newswire"
        copy = by_id[wanted["b"]]
        assert wanted["a"] in [source.get("id") for source in copy["sources"]]
        if wanted["label"] == "embedded":
            assert copy["derivation"] == "partially", wanted
        if wanted["label"] == "verbatim":
            assert copy["derivation"] == "wholly", wanted


def test_the_promotions_of_two_outlets_are_learned(fixture_run):
    """Those that follow no standard phrase: only their repetition gives them away."""
    learned = {line["outlet"] for line in fixture_run.run["learned_boilerplate"]}
    assert {"Ledger Daily", "Warta Selat"} <= learned


# ------------------------------------------------------------------ credits


def one_kind(kind: str) -> str:
    """An attribution and a medium that was spoken to are told apart by a hair: they count as one."""
    return "attribution-in-text" if kind == "quoted-medium" else kind


def place_of(label: dict, text: str) -> tuple[int, int]:
    at = -1
    for _ in range(label["occurrence"] + 1):
        at = text.index(label["text"], at + 1)
    return at, at + len(label["text"])


def match_credits(fixture_run, texts):
    """(labels found, labels missed, credits that no label has): one credit for one label."""
    given = [(one["id"], credit) for one in fixture_run.articles for credit in one["credits"]]
    free, found, missed = list(given), [], []
    for label in labels("credits"):
        begin, end = place_of(label, texts[label["id"]])
        fits = next((pair for pair in free
                     if pair[0] == label["id"] and one_kind(pair[1]["kind"]) == one_kind(label["kind"]) and
                     pair[1]["agency"] == label["agency"] and pair[1]["begin"] < end and begin < pair[1]["end"]), None)
        if fits is None:
            missed.append(label)
        else:
            free.remove(fits)
            found.append(label)
    return found, missed, free


def test_credits(fixture_run, texts, show):
    found, missed, extra = match_credits(fixture_run, texts)
    recall = len(found) / (len(found) + len(missed))
    precision = len(found) / (len(found) + len(extra))
    show(f"credits: recall {recall:.3f} ({len(found)} of {len(found) + len(missed)}), precision {precision:.3f} "
         f"({len(found)} of {len(found) + len(extra)})",
         *(f"  missed {label['id']}: {label['kind']} {label['agency']}: {label['text']}" for label in missed),
         *(f"  extra {name}: {credit['kind']} {credit['agency']}: {credit['text']}" for name, credit in extra))
    assert recall >= CREDIT_RECALL
    assert precision >= CREDIT_PRECISION


def test_no_trap_is_taken_for_a_credit_of_an_agency(fixture_run, texts):
    """A credit that no label has may at most name a medium; never an agency that the text does not credit."""
    _, _, extra = match_credits(fixture_run, texts)
    named = {label["agency"] for label in labels("credits")}
    assert not [(name, credit["agency"], credit["text"]) for name, credit in extra if credit["agency"] in named]


# ------------------------------------------------------------------ boilerplate


def test_boilerplate(fixture_run, texts, show):
    by_id, total, covered, by_kind, short = fixture_run.by_id, 0, 0, {}, []
    for label in labels("boilerplate"):
        text, inside = texts[label["id"]], bytearray(len(texts[label["id"]]))
        for part in by_id[label["id"]]["boilerplate"]:
            inside[part["begin"]:part["end"]] = b"\1" * (part["end"] - part["begin"])
        at = text.index(label["text"])
        wanted = hit = 0
        while at >= 0:
            places = [n for n in range(at, at + len(label["text"])) if not text[n].isspace()]
            wanted += len(places)
            hit += sum(inside[n] for n in places)
            at = text.find(label["text"], at + len(label["text"]))
        total, covered = total + wanted, covered + hit
        kind = by_kind.setdefault(label["kind"], [0, 0])
        kind[0], kind[1] = kind[0] + hit, kind[1] + wanted
        if hit < wanted:
            short.append(f"  {hit} of {wanted} {label['id']}: {label['kind']}: {label['text']:.60}")
    show(f"boilerplate: {covered / total:.3f} of the labelled characters are covered ("
         + ", ".join(f"{kind} {hit / wanted:.2f}" for kind, (hit, wanted) in sorted(by_kind.items())) + ")", *short)
    assert covered / total >= BOILERPLATE_SHARE


def test_body_is_not_taken_for_boilerplate(fixture_run, texts):
    """Most of every article is body: boilerplate that swallows prose would hide copies."""
    for one in fixture_run.articles:
        body = sum(end - begin for begin, end in one["body"])
        labelled = sum(len(label["text"]) * texts[one["id"]].count(label["text"])
                       for label in labels("boilerplate") if label["id"] == one["id"])
        assert body >= 0.7 * (len(texts[one["id"]]) - labelled), one["id"]
