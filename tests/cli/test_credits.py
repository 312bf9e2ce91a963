"""Credits on the labelled snippets of fixtures/credits, in ten languages: both parts, each language by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from score_credits import LEAST_PRECISION, LEAST_RECALL, judge, measure, read_snippets, share

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "credits"


@pytest.mark.parametrize("held", [False, True], ids=["open", "held back"])
def test_precision_and_recall_in_every_language(binary, held):
    by_language, _, errors = measure(FOLDER, held, binary)
    assert len(by_language) == 10
    for language, counts in by_language.items():
        precision = share(counts["found"], counts["found"] + counts["false"])
        recall = share(counts["found"], counts["found"] + counts["missed"])
        assert precision >= LEAST_PRECISION and recall >= LEAST_RECALL, (language, errors)


def test_there_are_enough_snippets_and_traps():
    counts = Counter()
    for held in (False, True):
        for some in read_snippets(FOLDER, held).values():
            counts["snippets"] += len(some)
            counts["without a credit line"] += sum(
                all(credit["kind"] != "credit-line" for credit in snippet["credits"]) for snippet in some)
    assert counts["snippets"] >= 300
    assert counts["without a credit line"] >= counts["snippets"] / 2


def test_a_false_find_is_one_that_no_label_has():
    label = {"agency": "Reuters", "kind": "quoted-medium", "begin": 0, "end": 9, "text": "told Reut"}
    find = {**label, "kind": "attribution-in-text", "begin": 5}
    row = {"credits": [find, find, {**find, "agency": "ANSA"}], "credit": {"state": "in-text"}}
    hits, missed, false = judge({"text": "", "credits": [label, {**label, "begin": 40, "end": 44}]}, row)
    assert (len(hits), len(missed)) == (1, 1)
    assert [credit["agency"] for credit in false] == ["ANSA"]
