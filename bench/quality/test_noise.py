"""Tests of planted_noise.py and of make_planted.py with noise (pytest)."""

import random
import re

import pytest

from make_planted import make_corpus
from planted_grammar import WORD
from planted_noise import content_words, ocr_noise, substitute_words

TEXT = ("The harbour council approved nine modern cranes in summer, while the ferry company closed its clinic. "
        "Every miller in town recalled the long strike of 1973; some modest surgeon called it a fair armistice. ") * 20


def edits(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


@pytest.mark.parametrize("share", [0.01, 0.03, 0.05, 0.10])
def test_as_many_characters_are_misread_as_asked_for(share):
    text = TEXT.strip()[:1500]
    shares = [edits(text, ocr_noise(random.Random(seed), text, share)) / len(text) for seed in range(2)]
    assert 0.6 * share < sum(shares) / len(shares) < 1.6 * share


def test_misreading_leaves_the_ends_and_makes_all_sorts_of_errors():
    text = TEXT.strip()
    noisy = ocr_noise(random.Random(1), text, 0.10)
    assert noisy[0] == text[0] and noisy[-1] == text[-1]
    assert "-\n" in noisy and re.search("[a-z][01][a-z]", noisy)  # a hyphen at the end of a line; letters for digits
    assert len(WORD.findall(noisy)) != len(WORD.findall(text))
    assert ocr_noise(random.Random(1), "rm", 0.5) == "rm"  # nothing between the ends


@pytest.mark.parametrize("share", [0.05, 0.15, 0.30])
def test_as_many_words_are_replaced_as_asked_for(share):
    vocabulary = content_words("en")
    before, after = WORD.findall(TEXT), WORD.findall(substitute_words(random.Random(3), TEXT, share, vocabulary))
    assert len(before) == len(after) and before[0] == after[0] and before[-1] == after[-1]
    changed = [(old, new) for old, new in zip(before, after) if old != new]
    assert 0.7 * share < len(changed) / len(before) < 1.3 * share
    assert all(new.casefold() in vocabulary and old[0].isupper() == new[0].isupper() for old, new in changed)


@pytest.mark.parametrize("shares", [(0.05, 0.0), (0.0, 0.15)])
def test_only_the_plants_change_and_the_truth_follows_them(shares):
    clean, noisy = make_corpus(60, 7, "en"), make_corpus(60, 7, "en", *shares)
    texts = {article.id: article.text for article in noisy.articles}
    originals = {article.id: article.text for article in clean.articles}
    unplanted = originals.keys() - {row["b"] for row in clean.truth}
    assert unplanted and all(texts[id] == originals[id] for id in unplanted)
    changed = 0
    for old, new in zip(clean.truth, noisy.truth, strict=True):
        copy, original = texts[new["b"]][new["b_begin"]:new["b_end"]], originals[old["b"]][old["b_begin"]:old["b_end"]]
        assert copy[0] == original[0] and copy[-1] == original[-1]
        changed += copy != original
    assert changed > 0.8 * len(noisy.truth)
    for id, text in texts.items():  # outside the plants nothing changed
        assert outside(text, noisy.truth, id) == outside(originals[id], clean.truth, id)


def outside(text: str, truth: list[dict], id: str) -> str:
    """`text` without the plants of article `id`."""
    for row in sorted((row for row in truth if row["b"] == id), key=lambda row: -row["b_begin"]):
        text = text[:row["b_begin"]] + text[row["b_end"]:]
    return text
