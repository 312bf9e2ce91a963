"""Makes sentences of no meaning whose word runs never repeat.

A small context-free grammar is expanded at random. A corpus has millions of six-word runs, so chance alone would
repeat some of them: every run made is remembered, and a sentence that would repeat one (within its article or in any
other) is thrown away and made again. What is left is a corpus in which planted text is the only shared text. Where a
corpus is too large to remember its runs, they are not: six words may then repeat by chance, sixteen will not.
"""

import random
import re
import unicodedata

import grammar_en
import grammar_id

GRAMMARS = {"en": grammar_en.GRAMMAR, "id": grammar_id.GRAMMAR}
UNIQUE_RUN = 6  # words: no run this long occurs twice among the unplanted texts
WORD = re.compile(r"[^\W_]+")  # a maximal run of letters and digits; a hyphen separates

_SLOT = re.compile(r"\{(\w+)\}")
_ONSETS = "b br c ch d dr f fl g gr h j k kl kr l m n p pr q r s sh sk st t th tr v w y z zh".split()
_VOWELS = "a a a e e e i i o o u u ai au ea ei ia io ou á é í ö ü å ø".split()
_CODAS = ["", "", "", "", "k", "l", "m", "n", "nd", "r", "rn", "s", "st", "t", "x", "š", "ñ"]


def fold(word: str) -> str:
    """The word as a tolerant tool sees it: compatibility form, no accents, no case."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def folded_words(text: str) -> list[str]:
    """All words of `text`, folded, in order."""
    return [fold(word) for word in WORD.findall(text)]


class SentenceMaker:
    """Sentences of one language, from one random stream; `unique`: without repeated runs of UNIQUE_RUN words."""

    def __init__(self, language: str, rng: random.Random, unique: bool = True):
        self._grammar = GRAMMARS[language]
        self._rng = rng
        self._unique = unique
        self._seen: set[str] = set()
        self.rejected = 0  # sentences thrown away because they would have repeated a run

    def sentence(self, context: list[str]) -> tuple[str, list[str]]:
        """A new sentence and its folded words; `context` holds the folded words before it in the article."""
        while True:
            text = self._capitalised("sentence")
            if text.count('"') > 2:  # a quotation inside a quotation: straight marks could not be paired
                continue
            words = folded_words(text)
            if not self._unique:
                return text, words
            stretch = context[-(UNIQUE_RUN - 1):] + words
            runs = [" ".join(stretch[i:i + UNIQUE_RUN]) for i in range(len(stretch) - UNIQUE_RUN + 1)]
            if len(set(runs)) == len(runs) and self._seen.isdisjoint(runs):
                self._seen.update(runs)
                return text, words
            self.rejected += 1

    def title(self) -> str:
        """A headline; not checked against anything, since it is not part of the text."""
        return self._capitalised("title")

    def name(self) -> str:
        """An invented proper name of two or three syllables, some with accented letters."""
        pick = self._rng.choice
        syllables = [pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(self._rng.choice((2, 2, 3)))]
        return "".join(syllables).capitalize()

    def _capitalised(self, symbol: str) -> str:
        text = self._expand(symbol)
        first = WORD.search(text).start()
        return text[:first] + text[first].upper() + text[first + 1:]

    def _expand(self, symbol: str) -> str:
        if symbol == "NAME":
            return self.name()
        if symbol == "NUMBER":
            return str(self._rng.randint(2, 999))
        if symbol == "YEAR":
            return str(self._rng.randint(1790, 2039))
        return _SLOT.sub(lambda slot: self._expand(slot[1]), self._rng.choice(self._grammar[symbol]))
