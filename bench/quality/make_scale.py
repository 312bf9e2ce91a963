#!/usr/bin/env python3
"""Makes the two corpora that break tools which compare everything with everything, and the truth about them.

    make_scale.py story  OUT.jsonl OUT.truth.jsonl [--size 5000] [--seed 7]
    make_scale.py footer OUT.jsonl OUT.truth.jsonl [--size 20000] [--seed 7]

story: one agency story in `size` copies. Each outlet runs a few, under its own standing last paragraph, with a lead
sentence of its own, some words changed, the tail cut, or none of these; after every fifth copy an article of the
outlet's own. A copy is near when the Jaccard resemblance of its word 5-shingles and the agency's, the standing
paragraph apart, is at least 0.75: any two near copies then resemble each other by at least 0.5, for the Jaccard
distance is a metric.

footer: one outlet with `size` articles of own text, each with the same last paragraph of 60 words. Every other article
is in short paragraphs, the rest are one long paragraph each.

The first articles of a larger corpus are those of a smaller one. Offsets are code points. Same arguments, same bytes.
"""

import argparse
import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from make_planted import write_rows
from planted_grammar import WORD, SentenceMaker, folded_words
from planted_noise import content_words, substitute_words

SIZES = {"story": 5000, "footer": 20000}
STORY_SENTENCES = 30
COPIES_PER_OUTLET = 5  # and one article of its own
STANDING_WORDS = (20, 50)  # least and most of an outlet's standing paragraph in the story corpus
FOOTER_WORDS = 60
OWN_WORDS = (80, 160)  # least and most of an article of own text
OWN_LEAD = 0.5  # share of copies with a lead sentence of their own
CUT_TAIL, LEAST_KEPT = 0.4, 0.3  # share of copies that are cut; the least share of sentences that is left
MOST_CHANGED = 0.02  # share of a copy's words
SHINGLE, NEAR = 5, 0.75  # words; Jaccard resemblance to the agency's text
FIRST_MINUTE = datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc)

Row = tuple[dict, dict]  # an article and the truth about it


def paragraphs(sentences: list[str]) -> str:
    """The sentences in paragraphs of three."""
    return "\n\n".join(" ".join(sentences[at:at + 3]) for at in range(0, len(sentences), 3))


def own_sentences(maker: SentenceMaker, words: int) -> list[str]:
    """Sentences of at least `words` words together."""
    sentences, count = [], 0
    while count < words:
        sentence, folded = maker.sentence([])
        sentences.append(sentence)
        count += len(folded)
    return sentences


def exactly(maker: SentenceMaker, words: int) -> str:
    """One paragraph of exactly `words` words, its last sentence cut."""
    text = " ".join(own_sentences(maker, words))
    return text[:list(WORD.finditer(text))[words - 1].end()] + "."


def shingles(text: str) -> set[tuple[str, ...]]:
    """The word 5-shingles of `text`."""
    words = folded_words(text)
    return {tuple(words[at:at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def article(id: str, outlet: str, minute: int, text: str) -> dict:
    """An article as wirecopy reads it, published `minute` minutes after the first."""
    published = (FIRST_MINUTE + datetime.timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"id": id, "outlet": outlet, "published": published, "title": id, "text": text, "language": "en"}


# ---------------------------------------------------------------- one story in many copies

def edited_copy(rng: random.Random, maker: SentenceMaker, story: list[str], vocabulary: list[str]) -> str:
    """What an outlet made of the story."""
    kept = len(story)
    if rng.random() < CUT_TAIL:
        kept = round(rng.uniform(LEAST_KEPT, 1) * len(story))
    sentences = story[:kept]
    if rng.random() < OWN_LEAD:
        sentences = [maker.sentence([])[0], *sentences[1:]]
    return substitute_words(rng, paragraphs(sentences), rng.uniform(0, MOST_CHANGED), vocabulary)


def story_rows(size: int, seed: int) -> Iterator[Row]:
    """The agency's story, its `size` copies, and the outlets' own articles."""
    rng = random.Random(f"{seed}/story")
    maker = SentenceMaker("en", rng, unique=False)
    vocabulary = content_words("en")
    story = [maker.sentence([])[0] for _ in range(STORY_SENTENCES)]
    original = shingles(paragraphs(story))
    yield article("wire", "Agency", 0, paragraphs(story)), {"id": "wire", "kind": "copy", "near": True}
    for number in range(size):
        if number % COPIES_PER_OUTLET == 0:
            outlet = f"{maker.name()} Post {number // COPIES_PER_OUTLET}"
            standing = exactly(maker, rng.randint(*STANDING_WORDS))
        text = edited_copy(rng, maker, story, vocabulary)
        own = shingles(text)
        near = len(own & original) >= NEAR * len(own | original)
        id = f"copy-{number:06d}"
        yield (article(id, outlet, rng.randint(10, 2880), f"{text}\n\n{standing}"), {"id": id, "kind": "copy", "near": near})
        if number % COPIES_PER_OUTLET == COPIES_PER_OUTLET - 1:
            id = f"own-{number // COPIES_PER_OUTLET:06d}"
            text = paragraphs(own_sentences(maker, rng.randint(*OWN_WORDS)))
            yield article(id, outlet, rng.randint(10, 2880), f"{text}\n\n{standing}"), {"id": id, "kind": "own", "near": False}


# ---------------------------------------------------------------- one footer under many articles

def footer_rows(size: int, seed: int) -> Iterator[Row]:
    """`size` articles of one outlet, each with the outlet's footer, and where it stands."""
    rng = random.Random(f"{seed}/footer")
    maker = SentenceMaker("en", rng, unique=False)
    footer = exactly(maker, FOOTER_WORDS)
    for number in range(size):
        id = f"own-{number:06d}"
        sentences = own_sentences(maker, rng.randint(*OWN_WORDS))
        text = (paragraphs(sentences) if number % 2 else " ".join(sentences)) + "\n\n"
        truth = {"id": id, "kind": "footer", "begin": len(text), "end": len(text) + len(footer)}
        yield article(id, "Daily Footer", 10 * number, text + footer), truth


ROWS = {"story": story_rows, "footer": footer_rows}


def write_corpora(kind: str, seed: int, corpora: list[tuple[int, Path, Path]]) -> None:
    """Writes corpora of several sizes at once: (size, file of articles, file of truth)."""
    rows = list(ROWS[kind](max(size for size, _, _ in corpora), seed))
    for size, articles, truth in corpora:
        count = size if kind == "footer" else 1 + size + size // COPIES_PER_OUTLET
        write_rows(articles, (row for row, _ in rows[:count]))
        write_rows(truth, (row for _, row in rows[:count]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("kind", choices=ROWS)
    parser.add_argument("out", type=Path, help="the articles (JSON Lines)")
    parser.add_argument("truth", type=Path, help="the truth about them (JSON Lines)")
    parser.add_argument("--size", type=int, help="copies of the story, or articles with the footer")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    write_corpora(options.kind, options.seed, [(options.size or SIZES[options.kind], options.out, options.truth)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
