"""Tests of make_derivation.py and of the figures and the plot of train_derivation.py (pytest)."""

import collections
import json
import xml.etree.ElementTree as ElementTree

import pytest

from derivation_circumstances import FORMS
from derivation_measures import CERTAIN_NONE, calibration_error, confusion, fixed_cut, measure, reliability, verdict
from make_derivation import ARTICLES_A_STORY, LABELS, LEAST_COPY, make_corpus
from planted_grammar import folded_words
from reliability_plot import reliability_svg


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(8, 3)


def shared(copy: str, wire: str, run: int = 8) -> float:
    """Share of the runs of words of `copy` that stand in `wire`."""
    mine, theirs = folded_words(copy), folded_words(wire)
    held = {tuple(theirs[n:n + run]) for n in range(len(theirs) - run + 1)}
    runs = [tuple(mine[n:n + run]) for n in range(len(mine) - run + 1)]
    return sum(one in held for one in runs) / len(runs)


def test_every_article_has_one_label_and_its_story_has_a_wire(corpus):
    wires, articles, truth = corpus
    assert len(articles) == len(truth) == 2 * 8 * ARTICLES_A_STORY
    assert [row["id"] for row in articles] == [row["id"] for row in truth]
    assert {row["label"] for row in truth} == set(LABELS)
    names = {row["id"] for row in wires}
    assert all(row["story"] + "-wire" in names for row in truth)
    assert {row["language"] for row in articles} == {"en", "id"}


def test_labels_follow_the_composition(corpus):
    wires, articles, truth = corpus
    texts = {row["id"]: row["text"] for row in wires}
    shares = collections.defaultdict(list)
    for article, row in zip(articles, truth):
        assert row["label"] != "wholly" or len(folded_words(article["text"])) >= LEAST_COPY * 0.7
        shares[row["label"]].append(shared(article["text"], texts[row["story"] + "-wire"]))
    means = {label: sum(values) / len(values) for label, values in shares.items()}
    assert means["wholly"] > means["partially"] > means["none"]
    assert max(shares["none"]) < 0.8 and max(shares["partially"]) > min(shares["wholly"]), "no cut parts the labels"


def test_credits_and_times_are_known_of_some_only(corpus):
    _, articles, truth = corpus
    whole = ("(AP)", "(ANTARA)", *(forms["byline"] for forms in FORMS.values()))
    agencies = {forms["field"] for forms in FORMS.values()}
    credited = [one.get("author") in agencies or any(form in one["text"] for form in whole) for one in articles]
    assert 0 < sum(credited) < len(articles) and sum("author" not in one for one in articles) > len(articles) / 10
    assert {len(one["published"]) for one in articles} == {0, len("2024-03-01"), len("2024-03-01T00:00:00Z")}
    by_label = {label: [hit for hit, row in zip(credited, truth) if row["label"] == label] for label in LABELS}
    assert sum(by_label["wholly"]) / len(by_label["wholly"]) > sum(by_label["none"]) / len(by_label["none"])


def test_same_seed_same_corpus(corpus):
    assert json.dumps(make_corpus(8, 3)) == json.dumps(corpus) and make_corpus(2, 4)[1] != make_corpus(2, 5)[1]


def test_verdicts():
    assert verdict((0.2, 0.5, 0.3)) == "partially" and verdict((0.4, 0.2, 0.4)) == "none"
    assert verdict(fixed_cut(0.8, 0.8)) == "wholly" and verdict(fixed_cut(0.79, 0.8)) == "partially"
    assert verdict(CERTAIN_NONE) == "none"


def test_figures_of_a_perfect_and_of_a_hedging_model():
    labels = ["none", "partially", "wholly", "wholly"]
    perfect = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, 1.0)]
    figures = measure(labels, perfect)
    assert figures["accuracy"] == figures["macro F1"] == 1 and figures["log loss"] == figures["Brier"] == 0
    assert figures["calibration error"] == 0
    hedging = measure(labels, [(0.25, 0.25, 0.5)] * 4)
    assert hedging["accuracy"] == 0.5 and hedging["calibration error"] == pytest.approx(0)
    assert hedging["Brier"] == pytest.approx(0.625)
    assert confusion(labels, perfect)[2] == ("wholly", [0, 0, 2])


def test_bins_hold_every_prediction_once_for_each_label():
    labels = ["none", "wholly", "partially"]
    rows = reliability(labels, [(1.0, 0.0, 0.0), (0.05, 0.15, 0.8), (0.3, 0.4, 0.3)])
    assert sum(row["articles"] for row in rows) == 9
    assert all(row["from"] <= row["predicted"] <= row["to"] for row in rows)
    assert calibration_error(labels, [(0.0, 0.0, 1.0)] * 3) == pytest.approx((1 / 3 + 1 / 3 + 2 / 3) / 3)


def test_the_plot_is_xml_with_a_point_for_each_bin():
    rows = reliability(["none", "wholly"], [(0.9, 0.1, 0.0), (0.0, 0.2, 0.8)])
    root = ElementTree.fromstring(reliability_svg(rows, "A < B".replace("<", "&lt;"), 1))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == len(rows)
