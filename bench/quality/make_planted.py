#!/usr/bin/env python3
"""Makes a corpus of articles with planted verbatim runs, and the truth about them.

    make_planted.py OUT.jsonl OUT.truth.jsonl [--articles 2000] [--seed 7] [--language en|id]
                    [--ocr-noise SHARE] [--substitute SHARE]

One article in ten is a wire article (outlet "wire"). Runs of exactly 12, 25, 50 and 100 words are taken from the wire
articles and put into the other articles, at the begin, at the end, between sentences, before a sentence or inside
one; three plants for five articles, evenly over the four lengths. A quarter of the plants get typographic changes:
curly quotation marks, dashes for "--", no-break spaces, a capital first letter. Every run of a wire article is used
once, so that no two of the other articles share text. At most a third of a run stands inside quotation marks, and no
run begins or ends inside a quotation.

Offsets are Unicode code points, half-open, from the first letter of the first word to the end of the last word. A
word is a maximal run of letters and digits, so "Jong-un" counts two. The words next to a plant differ from the words
next to its original, so that the shared run is exactly as long as the truth says.

--ocr-noise misreads a share of the characters of every planted copy, --substitute replaces a share of its words by
other words of the grammar (planted_noise.py). The truth stays: where the planted copy begins and ends. The articles
are those of the same seed without noise, but for their plants.

The same arguments give the same bytes.
"""

import argparse
import collections
import dataclasses
import datetime
import json
import math
import random
import re
import sys
from pathlib import Path

from planted_grammar import GRAMMARS, WORD, SentenceMaker, fold
from planted_noise import content_words, ocr_noise, substitute_words

RUN_WORDS = (12, 25, 50, 100)
PLANTS_PER_ARTICLE = 0.6
WIRE_SHARE = 0.1
ONE_TYPOGRAPHY_IN = 4
MOST_PLANTS = 3  # in one article
LEAST_WORDS, MOST_WORDS = 100, 2000  # of an article
LEAST_OWN_WORDS = 40  # of an article that holds plants
LEAST_GAP = 40  # code points between two plants in the article they are put into
MOST_QUOTED = 1 / 3  # of a run's words may stand inside quotation marks
TRIES = 2000
PLACES = ("begin", "end", "between", "sentence-start", "mid-sentence", "mid-sentence")
QUOTATION = re.compile("\"[^\"]*\"|\u201c[^\u201d]*\u201d")
NO_BREAK_SPACE = "\u00a0"
FIRST_DAY = datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc)
DAYS = 20


class CannotPlant(Exception):
    """There is no room left for a run or a plant."""


class Noise:
    """What is done to the planted copies, from a random stream of its own: nothing by default."""

    def __init__(self, seed: int, language: str, ocr: float = 0.0, substitute: float = 0.0):
        self._rng = random.Random(f"{seed}/{language}/noise")
        self._vocabulary = content_words(language)
        self._ocr, self._substitute = ocr, substitute  # shares of the characters and of the words

    def __call__(self, piece: str) -> str:
        """The copy as it is planted; words are replaced before characters are misread."""
        if self._substitute:
            piece = substitute_words(self._rng, piece, self._substitute, self._vocabulary)
        return ocr_noise(self._rng, piece, self._ocr) if self._ocr else piece


@dataclasses.dataclass
class Article:
    """One article. `sentence_starts` are code point offsets into `text`, the first of a paragraph marked True."""

    id: str
    outlet: str
    published: datetime.datetime
    title: str
    text: str
    sentence_starts: list[tuple[int, bool]]


@dataclasses.dataclass
class Run:
    """`words` words of a wire article, [begin, end) in code points, and the words next to it (None at an edge)."""

    wire: Article
    begin: int
    end: int
    words: int
    before: str | None
    after: str | None
    variant: str = "plain"


def log_uniform(rng: random.Random, low: int, high: int) -> int:
    """A whole number between `low` and `high`, its logarithm evenly spread."""
    return round(math.exp(rng.uniform(math.log(low), math.log(high))))


# ---------------------------------------------------------------- articles without plants

def house_style(rng: random.Random, is_wire: bool):
    """(paragraph separator, function that gives a sentence its quotation marks and dashes)."""
    straight = 0.7 if is_wire else 0.4
    curly = rng.random() >= straight
    dash = "--" if rng.random() < straight else rng.choice(("\u2014", "\u2013"))
    separator = rng.choice(("\n\n", "\n"))

    def apply(sentence: str) -> str:
        sentence = sentence.replace("--", dash)
        return curl_quotes(sentence) if curly else sentence

    return separator, apply


def curl_quotes(text: str) -> str:
    """`text` with its paired straight quotation marks made curly."""
    return re.sub('"([^"]*)"', "\u201c\\1\u201d", text)


def write_text(maker: SentenceMaker, rng: random.Random, words_wanted: int, is_wire: bool):
    """(text of at least `words_wanted` words, its sentence starts); one sentence less where it would pass MOST_WORDS."""
    separator, style = house_style(rng, is_wire)
    parts, starts, context = [], [], []
    length = count = left_in_paragraph = 0
    while count < words_wanted:
        sentence, words = maker.sentence(context)
        if count + len(words) > MOST_WORDS:
            break
        opens = left_in_paragraph == 0
        left_in_paragraph = rng.randint(1, 5) if opens else left_in_paragraph
        glue = "" if not parts else separator if opens else " "
        sentence = style(sentence)
        starts.append((length + len(glue), opens))
        parts.append(glue + sentence)
        length += len(glue) + len(sentence)
        count += len(words)
        context = context[-5:] + words
        left_in_paragraph -= 1
    return "".join(parts), starts


def write_article(maker, rng, number: int, outlet: str, words_wanted: int) -> Article:
    """An article without plants; wire articles are told by their outlet."""
    is_wire = outlet == "wire"
    text, starts = write_text(maker, rng, words_wanted, is_wire)
    published = FIRST_DAY + datetime.timedelta(minutes=rng.randrange(DAYS * 24 * 60))
    return Article(f"{'wire' if is_wire else 'art'}-{number:05d}", outlet, published, maker.title(), text, starts)


# ---------------------------------------------------------------- runs of wire articles

def run_at(wire: Article, words: list[re.Match], first: int, count: int) -> Run | None:
    """The run of `count` words from word `first` on, or None where it would cut a hyphenated word or a quotation."""
    begin, end = words[first].start(), words[first + count - 1].end()
    if wire.text[begin - 1:begin] == "-" or wire.text[end:end + 1] == "-":
        return None
    quoted = 0
    for quotation in QUOTATION.finditer(wire.text):
        inside = begin <= quotation.start() and quotation.end() <= end
        if inside:
            quoted += len(WORD.findall(quotation[0]))
        elif quotation.start() < end and begin < quotation.end():
            return None
    if quoted > MOST_QUOTED * count:
        return None
    before = fold(words[first - 1][0]) if first else None
    after = fold(words[first + count][0]) if first + count < len(words) else None
    return Run(wire, begin, end, count, before, after)


def has_marks(run: Run) -> bool:
    """Whether the run holds straight quotation marks or a double hyphen, which typography can change."""
    piece = run.wire.text[run.begin:run.end]
    return '"' in piece or "--" in piece


def choose_runs(rng: random.Random, wires: list[Article], lengths: list[int]) -> list[Run]:
    """One run for each of `lengths` (words), longest first, none overlapping another; a quarter set to typography."""
    words = [list(WORD.finditer(wire.text)) for wire in wires]
    taken: list[list[tuple[int, int]]] = [[] for _ in wires]  # word numbers, half-open

    def free_run(count: int, want_marks: bool) -> Run | None:
        index = rng.randrange(len(wires))
        first = rng.randrange(max(1, len(words[index]) - count + 1))
        if first + count > len(words[index]) or any(b < first + count and first < e for b, e in taken[index]):
            return None
        run = run_at(wires[index], words[index], first, count)
        if run is None or (want_marks and not has_marks(run)):
            return None
        taken[index].append((first, first + count))
        return run

    runs = []
    for number, count in enumerate(sorted(lengths, reverse=True)):
        variant = "typography" if number % ONE_TYPOGRAPHY_IN == 0 else "plain"
        want_marks = variant == "typography" and rng.random() < 0.5
        tries = (free_run(count, want_marks and t < TRIES // 2) for t in range(TRIES))
        run = next((run for run in tries if run is not None), None)
        if run is None:
            raise CannotPlant(f"no room for a run of {count} words in {len(wires)} wire articles")
        run.variant = variant
        runs.append(run)
    return runs


def change_typography(rng: random.Random, piece: str) -> str:
    """`piece` with typographic changes only: quotation marks, dashes, no-break spaces, first letter."""
    piece = curl_quotes(piece).replace("--", "\u2014")
    spaces = [match.start() for match in re.finditer(" ", piece)]
    for at in rng.sample(spaces, max(1, len(spaces) // 10)):
        piece = piece[:at] + NO_BREAK_SPACE + piece[at + 1:]
    return piece[0].upper() + piece[1:]


# ---------------------------------------------------------------- plants

def deal(rng: random.Random, runs: list[Run], articles: int) -> list[list[Run]]:
    """The runs of each of `articles` articles: at most MOST_PLANTS, each from another wire article."""
    hands: list[list[Run]] = [[] for _ in range(articles)]
    for run in runs:
        for _ in range(TRIES):
            hand = rng.choice(hands)
            if len(hand) < MOST_PLANTS and all(other.wire is not run.wire for other in hand):
                hand.append(run)
                break
        else:
            raise CannotPlant("too few articles for the plants")
    return hands


def place_of(rng: random.Random, base: Article, place: str, quotations) -> tuple[int, str, str] | None:
    """(offset into the base text, what to write before the plant, what after it), or None where there is no such place."""
    if place == "begin":
        return 0, "", rng.choice((". ", ", ", " "))
    if place == "end":
        return len(base.text), " ", rng.choice((".", ""))
    if place == "between":
        starts = [at for at, opens in base.sentence_starts if not opens]
        return (rng.choice(starts), "", ". ") if starts else None
    if place == "sentence-start":
        starts = [at for at, _ in base.sentence_starts[1:]]
        return (rng.choice(starts), "", rng.choice((", ", " "))) if starts else None
    at = rng.choice(list(WORD.finditer(base.text))[1:]).start()
    if base.text[at - 1] != " " or base.text[at - 2] in ".:;" or any(b < at < e for b, e in quotations):
        return None
    return at, "", " "


def neighbours_differ(text: str, at: int, run: Run) -> bool:
    """Whether the words of `text` around offset `at` differ from the words around the run in its wire article."""
    left, right = list(WORD.finditer(text[max(0, at - 200):at])), WORD.search(text, at)
    before = fold(left[-1][0]) if left else None
    after = fold(right[0]) if right else None
    return (before is None or before != run.before) and (after is None or after != run.after)


def plant(rng: random.Random, base: Article, runs: list[Run], places: collections.Counter, noise: Noise) -> list[dict]:
    """Puts `runs` into `base` (whose text and date change); returns their truth rows and counts their places."""
    quotations = [match.span() for match in QUOTATION.finditer(base.text)]
    spots: list[tuple[int, str, str, Run]] = []
    for run in runs:
        for _ in range(TRIES):
            place = rng.choice(PLACES)
            spot = place_of(rng, base, place, quotations)
            if (spot and all(abs(spot[0] - other[0]) >= LEAST_GAP for other in spots)
                    and neighbours_differ(base.text, spot[0], run)):
                spots.append((*spot, run))
                places[place] += 1
                break
        else:
            raise CannotPlant(f"no place left in {base.id}")
    latest = max(run.wire.published for run in runs)
    base.published = latest + datetime.timedelta(minutes=rng.randint(20, 2 * 24 * 60))
    return insert(rng, base, spots, noise)


def insert(rng: random.Random, base: Article, spots, noise: Noise) -> list[dict]:
    """Writes the plants into the text and returns their truth rows."""
    rows, parts, done, length = [], [], 0, 0
    for at, before, after, run in sorted(spots, key=lambda spot: spot[0]):
        piece = run.wire.text[run.begin:run.end]
        if run.variant == "typography":
            piece = change_typography(rng, piece)
        piece = noise(piece)
        own = base.text[done:at] + before
        begin = length + len(own)
        parts += [own, piece, after]
        length, done = begin + len(piece) + len(after), at
        rows.append({"a": run.wire.id, "b": base.id, "a_begin": run.begin, "a_end": run.end, "b_begin": begin,
                     "b_end": begin + len(piece), "words": run.words, "variant": run.variant})
    base.text = "".join(parts) + base.text[done:]
    return rows


# ---------------------------------------------------------------- the corpus

@dataclasses.dataclass
class Corpus:
    articles: list[Article]
    truth: list[dict]
    places: collections.Counter  # plants by place
    rejected: int  # sentences thrown away since they repeated six words


def make_corpus(articles: int, seed: int, language: str, ocr_share: float = 0.0, substitute_share: float = 0.0) -> Corpus:
    """The whole corpus with its truth rows, in the order they are written.

    `ocr_share` of the characters and `substitute_share` of the words of the planted copies are changed.
    """
    noise = Noise(seed, language, ocr_share, substitute_share)
    rng = random.Random(f"{seed}/{language}")
    maker = SentenceMaker(language, rng)
    outlets = [f"{maker.name()} {kind}" for kind in ("Courier", "Herald", "Post", "Online") for _ in range(10)]
    wire_count = max(2, round(articles * WIRE_SHARE))
    wires = [write_article(maker, rng, n, "wire", log_uniform(rng, LEAST_WORDS, MOST_WORDS)) for n in range(wire_count)]
    plants = round(articles * PLANTS_PER_ARTICLE)
    runs = choose_runs(rng, wires, [RUN_WORDS[i % len(RUN_WORDS)] for i in range(plants)])

    others, truth, places = [], [], collections.Counter()
    for number, hand in enumerate(deal(rng, runs, articles - wire_count)):
        planted = sum(run.words for run in hand)
        wanted = max(LEAST_OWN_WORDS, log_uniform(rng, LEAST_WORDS, MOST_WORDS) - planted)
        article = write_article(maker, rng, number, rng.choice(outlets), min(wanted, MOST_WORDS - planted - 80))
        if hand:
            truth += plant(rng, article, hand, places, noise)
        others.append(article)
    everything = wires + others
    rng.shuffle(everything)
    truth.sort(key=lambda row: (row["a"], row["b"]))
    return Corpus(everything, truth, places, maker.rejected)


def article_row(article: Article, language: str) -> dict:
    """The article as wirecopy reads it."""
    return {"id": article.id, "outlet": article.outlet, "published": article.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "title": article.title, "text": article.text, "language": language}


def write_rows(path: Path, rows) -> None:
    """Writes one JSON object a line, as UTF-8."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def summary(corpus: Corpus) -> str:
    """What was made, in numbers."""
    words = [len(WORD.findall(article.text)) for article in corpus.articles]
    plants = collections.Counter((row["words"], row["variant"]) for row in corpus.truth)
    holders = collections.Counter(collections.Counter(row["b"] for row in corpus.truth).values())
    lines = [f"{len(words)} articles, {sum(a.outlet == 'wire' for a in corpus.articles)} of them wire; "
             f"{min(words)} to {max(words)} words, {sum(words)} in all; {corpus.rejected} repeating sentences thrown away"]
    lines += [f"{n:4d} words: {plants[n, 'plain']} plain, {plants[n, 'typography']} with typographic changes" for n in RUN_WORDS]
    lines.append("plants by place: " + ", ".join(f"{place} {n}" for place, n in sorted(corpus.places.items())))
    lines.append("articles by plants: " + ", ".join(f"{k} plants {n}" for k, n in sorted(holders.items())))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=Path, help="the articles (JSON Lines)")
    parser.add_argument("truth", type=Path, help="the planted runs (JSON Lines)")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--language", choices=sorted(GRAMMARS), default="en")
    parser.add_argument("--ocr-noise", type=float, default=0.0, metavar="SHARE", help="of the characters of each copy")
    parser.add_argument("--substitute", type=float, default=0.0, metavar="SHARE", help="of the words of each copy")
    options = parser.parse_args()
    if options.articles < 20:
        parser.error("--articles must be at least 20")
    if not (0 <= options.ocr_noise <= 0.5 and 0 <= options.substitute <= 0.5):
        parser.error("--ocr-noise and --substitute are shares from 0 to 0.5")
    try:
        corpus = make_corpus(options.articles, options.seed, options.language, options.ocr_noise, options.substitute)
    except CannotPlant as error:
        print(f"make_planted.py: {error}; try another --seed or more --articles", file=sys.stderr)
        return 1
    write_rows(options.out, (article_row(article, options.language) for article in corpus.articles))
    write_rows(options.truth, corpus.truth)
    print(summary(corpus), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
