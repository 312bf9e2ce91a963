"""What a scan of the fixture corpus finds, against the labels of fixtures/labels.

The floors of the measured figures are those of the day they were set, less 0.03: a larger drop fails. Raise a floor
when the figure has risen for good; lower one only with a reason in the commit message.
"""

from __future__ import annotations

import pytest
from score_fixtures import COPY_LABELS, COPY_OVERLAPS, boilerplate_coverage, labels, match_credits

OTHER_LABELS = ("common-source", "translation", "independent", "quotes-only", "boilerplate-only")

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


def test_credits(fixture_run, texts, show):
    found, missed, extra = match_credits(fixture_run.articles, texts)
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
    _, _, extra = match_credits(fixture_run.articles, texts)
    named = {label["agency"] for label in labels("credits")}
    assert not [(name, credit["agency"], credit["text"]) for name, credit in extra if credit["agency"] in named]


# ------------------------------------------------------------------ boilerplate


def test_boilerplate(fixture_run, texts, show):
    coverage = boilerplate_coverage(fixture_run.articles, texts)
    by_kind: dict[str, list[int]] = {}
    for label, hit, wanted in coverage:
        kind = by_kind.setdefault(label["kind"], [0, 0])
        kind[0], kind[1] = kind[0] + hit, kind[1] + wanted
    share = sum(hit for hit, _ in by_kind.values()) / sum(wanted for _, wanted in by_kind.values())
    show(f"boilerplate: {share:.3f} of the labelled characters are covered ("
         + ", ".join(f"{kind} {hit / wanted:.2f}" for kind, (hit, wanted) in sorted(by_kind.items())) + ")",
         *(f"  {hit} of {wanted} {label['id']}: {label['kind']}: {label['text']:.60}"
           for label, hit, wanted in coverage if hit < wanted))
    assert share >= BOILERPLATE_SHARE


def test_body_is_not_taken_for_boilerplate(fixture_run, texts):
    """Most of every article is body: boilerplate that swallows prose would hide copies."""
    for one in fixture_run.articles:
        body = sum(end - begin for begin, end in one["body"])
        labelled = sum(len(label["text"]) * texts[one["id"]].count(label["text"])
                       for label in labels("boilerplate") if label["id"] == one["id"])
        assert body >= 0.7 * (len(texts[one["id"]]) - labelled), one["id"]
