#!/usr/bin/env python3
"""Makes wire stories and what outlets make of them: wholly derived, partially derived, independent articles.

    make_derivation.py OUT_FOLDER [--stories 150] [--seed 11]

Writes wire.jsonl, articles.jsonl and truth.jsonl ({"id", "story", "label"}). Half of the stories are in English, half in
Indonesian. A label is drawn first, each of the three with the same probability, then the composition that its
definition allows (Gaizauskas et al., The METER corpus, 2001), then the edits, which are the same for all:

wholly     the wire is the only source: all of it or a part, from the top or picked; paragraphs moved; the lead written
           anew; now and then a second wire story, and a sentence or two of the desk's own
partially  wire sentences, in one block or scattered, and two or more own sentences, in any ratio
none       own text alone; or with what two reporters of one event have in common: quotations, phrases of a few words, one
           sentence, or a statement of two or three sentences that both print

Beside the text stand credits and times, as derivation_circumstances.py draws them for each label and outlet.

Edits: up to a quarter of the words replaced, ends of sentences cut off, the outlet's typography, its promotion below.
No cut in any one measure separates the labels: a wire story with an own sentence and a report with nearly all of its
text from the wire look alike. The same arguments give the same bytes.
"""

import argparse
import datetime
import random
import re
import sys
from pathlib import Path

from derivation_circumstances import draw_habits, put_beside
from make_planted import DAYS, FIRST_DAY, Article, article_row, house_style, log_uniform, write_rows
from planted_grammar import GRAMMARS, WORD, SentenceMaker
from planted_noise import content_words, substitute_words

LABELS = ("wholly", "partially", "none")
ARTICLES_A_STORY = 6
OUTLETS = 12  # of a language
LEAST_WORDS, MOST_WORDS = 80, 900  # of a wire story or of the text of an own one
LEAST_COPY = 45  # words of a wholly derived article
MOST_OWN = 0.2  # share of the words of a wholly derived article that the desk added
PROMOTION = 0.3  # of the articles end with their outlet's line
SPEECH = re.compile('"[^"]{30,}"')  # what somebody said, longer than a nickname

Paragraphs = list[list[str]]  # of sentences


def count_words(sentences: list[str]) -> int:
    return sum(len(WORD.findall(sentence)) for sentence in sentences)


class Desk:
    """Writes and edits in one language."""

    def __init__(self, language: str, seed: int):
        self.rng = random.Random(f"{seed}/{language}/derivation")
        self.language = language
        self._maker = SentenceMaker(language, self.rng)
        self._vocabulary = content_words(language)
        self._context: list[str] = []
        self.outlets = [(f"{self._maker.name()} {kind}", self.sentence())
                        for kind in ("Courier", "Herald", "Post", "Online") for _ in range(OUTLETS // 4)]

    def title(self) -> str:
        return self._maker.title()

    def sentence(self) -> str:
        """A sentence of which no six words were written before."""
        text, words = self._maker.sentence(self._context)
        self._context = self._context[-5:] + words
        return text

    def sentences(self, words: int) -> list[str]:
        """As many as have `words` words."""
        written = [self.sentence()]
        while count_words(written) < words:
            written.append(self.sentence())
        return written

    def paragraphs(self, sentences: list[str]) -> Paragraphs:
        """Cut into paragraphs of one to four sentences."""
        cut, at = [], 0
        while at < len(sentences):
            size = self.rng.randint(1, 4)
            cut.append(sentences[at:at + size])
            at += size
        return cut

    def edited(self, sentences: list[str]) -> list[str]:
        """The sentences as a desk leaves them: as they are, or with replaced words and cut ends."""
        replaced = self.rng.choice((0, 0, self.rng.uniform(0, 0.1), self.rng.uniform(0.05, 0.25)))
        cut = self.rng.choice((0, 0, 0.15))
        result = []
        for sentence in sentences:
            head = sentence.rpartition(", ")[0]
            if self.rng.random() < cut and '"' not in sentence and len(WORD.findall(head)) > 8:
                sentence = head + "."
            if replaced and len(WORD.findall(sentence)) > 3:
                sentence = substitute_words(self.rng, sentence, replaced, self._vocabulary)
            result.append(sentence)
        return result

    # ------------------------------------------------------------ the three labels

    def wholly(self, wire: Paragraphs, other: Paragraphs) -> Paragraphs:
        """Nothing but wire in substance."""
        sentences = [sentence for paragraph in wire for sentence in paragraph]
        keep = self.rng.choice((1.0, self.rng.uniform(0.4, 1), self.rng.uniform(0.1, 0.6)))
        wanted = max(LEAST_COPY, keep * count_words(sentences))
        if self.rng.random() < 0.6:  # from the top, as wire stories are made for
            chosen = [s for n, s in enumerate(sentences) if count_words(sentences[:n]) < wanted]
        else:
            picked = self.rng.sample(range(len(sentences)), len(sentences))
            kept = {number for n, number in enumerate(picked) if count_words([sentences[i] for i in picked[:n]]) < wanted}
            chosen = [s for n, s in enumerate(sentences) if n in kept]
        copy = self.paragraphs(self.edited(chosen))
        if self.rng.random() < 0.15:
            copy += self.rng.sample(other, 1)
        if self.rng.random() < 0.25:
            copy.insert(self.rng.randrange(len(copy)), copy.pop())
        if self.rng.random() < 0.35:
            copy[0] = [self.sentence()] + copy[0][self.rng.randint(0, 1):]
        for _ in range(self.rng.choice((0, 0, 0, 1, 2))):
            own = self.sentence()
            if count_words([own]) <= MOST_OWN * count_words(sum(copy, [])):
                copy.insert(self.rng.randint(1, len(copy)), [own])
        return copy

    def partially(self, wire: Paragraphs, _other: Paragraphs) -> Paragraphs:
        """Wire and own reporting in any ratio."""
        sentences = [sentence for paragraph in wire for sentence in paragraph]
        count = max(2, round(self.rng.uniform(0.1, 1) * len(sentences)))
        if self.rng.random() < 0.5:
            first = self.rng.randint(0, max(0, len(sentences) - count))
            taken = sentences[first:first + count]
        else:
            taken = [sentences[n] for n in sorted(self.rng.sample(range(len(sentences)), min(count, len(sentences))))]
        own_share = self.rng.uniform(0.05, 0.95)
        taken = self.edited(taken)
        own = self.sentences(round(min(3 * MOST_WORDS, count_words(taken) * own_share / (1 - own_share))))
        own += [self.sentence()] * (len(own) < 2)
        parts = self.paragraphs(taken) if self.rng.random() < 0.6 else [taken]
        written = self.paragraphs(own)
        places = sorted(self.rng.randint(0, len(written)) for _ in parts)
        for number, (at, part) in enumerate(zip(places, parts)):
            written.insert(at + number, part)
        return written

    def none(self, wire: Paragraphs, _other: Paragraphs) -> Paragraphs:
        """Own reporting on the same event."""
        rng, sentences = self.rng, [sentence for paragraph in wire for sentence in paragraph]
        written = self.paragraphs(self.sentences(log_uniform(rng, LEAST_WORDS, MOST_WORDS)))
        shared = []
        if rng.random() < 0.6:
            spoken = [quotation for s in sentences for quotation in SPEECH.findall(s)]
            for quotation in rng.sample(spoken, min(len(spoken), rng.randint(1, 4))):
                shared.append([self.sentence().rstrip(".") + ": " + quotation.rstrip(',."') + '."'])
        if rng.random() < 0.4:
            for sentence in rng.sample(sentences, min(len(sentences), rng.randint(1, 3))):
                words = sentence.split()
                first = rng.randrange(max(1, len(words) - 8))
                phrase = " ".join(words[first:first + rng.randint(4, 8)]).replace('"', "").strip(".,;:")
                shared.append([self.sentence().rstrip(".") + ", " + phrase + "."])
        if rng.random() < 0.35:
            shared.append(self.edited([rng.choice(sentences)]))
        elif rng.random() < 0.3:
            first = rng.randrange(max(1, len(sentences) - 2))
            shared.append(self.edited(sentences[first:first + rng.randint(2, 3)]))
        for part in shared:
            written.insert(rng.randint(0, len(written)), part)
        return written


def printed(desk: Desk, paragraphs: Paragraphs, last_line: str = "") -> str:
    """The text in the typography of one article."""
    separator, style = house_style(desk.rng, False)
    lines = [" ".join(style(sentence) for sentence in paragraph) for paragraph in paragraphs]
    return separator.join(lines + [last_line] * bool(last_line))


def make_corpus(stories: int, seed: int) -> tuple[list[dict], list[dict], list[dict]]:
    """(wire rows, article rows, truth rows) of `stories` stories a language."""
    wires, articles, truth = [], [], []
    for language in sorted(GRAMMARS):
        desk = Desk(language, seed)
        rng, beside = desk.rng, random.Random(f"{seed}/{language}/circumstances")
        people = SentenceMaker(language, beside)
        habits = {outlet: draw_habits(beside) for outlet, _ in desk.outlets}
        before = desk.paragraphs(desk.sentences(LEAST_WORDS))  # the wire story before the first
        earlier = [before]
        for number in range(stories):
            wire = desk.paragraphs(desk.sentences(log_uniform(rng, LEAST_WORDS, MOST_WORDS)))
            sent = FIRST_DAY + datetime.timedelta(minutes=rng.randrange(DAYS * 24 * 60))
            name = f"{language}-{number:04d}"
            wires.append(article_row(Article(f"{name}-wire", "wire", sent, desk.title(), printed(desk, wire), []), language))
            for copy in range(ARTICLES_A_STORY):
                label = rng.choice(LABELS)
                paragraphs = getattr(desk, label)(wire, earlier[-1])
                outlet, promotion = rng.choice(desk.outlets)
                text = printed(desk, paragraphs, promotion if rng.random() < PROMOTION else "")
                when = sent + datetime.timedelta(minutes=rng.randint(20, 2 * 24 * 60))
                row = article_row(Article(f"{name}-{copy}", outlet, when, desk.title(), text, []), language)
                put_beside(beside, row, sent, label, habits[outlet], people.name())
                articles.append(row)
                truth.append({"id": f"{name}-{copy}", "story": name, "label": label})
            earlier.append(wire)
        wires.append(article_row(Article(f"{language}-first-wire", "wire", FIRST_DAY, desk.title(), printed(desk, before), []),
                                 language))
    return wires, articles, truth


def write_corpus(folder: Path, stories: int, seed: int) -> list[dict]:
    """Writes the three files; returns the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    wires, articles, truth = make_corpus(stories, seed)
    for name, rows in (("wire", wires), ("articles", articles), ("truth", truth)):
        write_rows(folder / f"{name}.jsonl", rows)
    return truth


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=Path, help="the folder to write")
    parser.add_argument("--stories", type=int, default=150, help="of each language")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    if options.stories < 1:
        parser.error("--stories must be at least 1")
    truth = write_corpus(options.out, options.stories, options.seed)
    counts = {label: sum(row["label"] == label for row in truth) for label in LABELS}
    print(f"{len(truth)} articles: " + ", ".join(f"{n} {label}" for label, n in counts.items()), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
