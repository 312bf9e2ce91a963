"""Changes a copied run as scanners and editors do: characters misread, or words replaced.

Both ways leave the first and the last letter of the run alone (the first and the last word, where words are replaced),
so that the copy still begins and ends where the truth says.
"""

import random

from planted_grammar import GRAMMARS, WORD, fold

# What optical character recognition takes for what, both ways where it happens both ways.
CONFUSIONS = {
    "rn": ("m",), "m": ("rn", "nn"), "cl": ("d",), "d": ("cl",), "vv": ("w",), "w": ("vv",), "li": ("h",), "nn": ("m",),
    "l": ("1", "I", "i"), "1": ("l", "I"), "I": ("l", "1"), "i": ("l", "j", "1"), "e": ("c", "o"), "c": ("e", "o"),
    "o": ("0", "c", "e"), "0": ("O", "o"), "O": ("0",), "S": ("5",), "5": ("S",), "s": ("5", "a"), "B": ("8",), "8": ("B",),
    "a": ("o", "u"), "u": ("n", "ii"), "n": ("u", "ri"), "h": ("b", "li"), "b": ("h", "6"), "t": ("f", "r"), "f": ("t",),
    "r": ("t",), "g": ("q", "9"), "q": ("g",), "y": ("v",), "v": ("y",), "z": ("2",), ".": (",",), ",": (".",),
}
# How a character goes wrong, and how often.
MISREADINGS = {"confuse": 60, "delete": 12, "insert": 6, "split": 8, "join": 8, "hyphenate": 6}
SPECKS = ".,'-i1l"  # what dirt on the paper is read as
# The levels that are measured: name -> (share of characters misread, share of words replaced).
LEVELS = {"clean": (0.0, 0.0), "OCR 1 %": (0.01, 0.0), "OCR 3 %": (0.03, 0.0), "OCR 5 %": (0.05, 0.0), "OCR 10 %": (0.10, 0.0),
          "words 5 %": (0.0, 0.05), "words 15 %": (0.0, 0.15), "words 30 %": (0.0, 0.30)}
CONTENT_SYMBOLS = ("role", "adj", "thing", "verb", "event")  # of a grammar: open word classes


def misread(rng: random.Random, text: str, at: int, how: str) -> tuple[str, int] | None:
    """(what stands in place of the characters from `at`, how many these are); None where `how` cannot happen."""
    char, pair = text[at], text[at:at + 2]
    inside_word = char.isalpha() and text[at - 1].isalpha() and text[at + 1:at + 2].isalpha()
    if how == "confuse":
        taken = pair if pair in CONFUSIONS and rng.random() < 0.5 else char
        return (rng.choice(CONFUSIONS[taken]), len(taken)) if taken in CONFUSIONS else None
    if how == "delete":
        return ("", 1) if not char.isspace() else None
    if how == "insert":
        return rng.choice(SPECKS) + char, 1
    if how == "join":
        return ("", 1) if char == " " else None
    if not inside_word:
        return None
    return (" " if how == "split" else "-\n") + char, 1


def ocr_noise(rng: random.Random, text: str, share: float) -> str:
    """`text` with about `share` of its characters misread, one way of MISREADINGS each."""
    changed, at = [text[:1]], 1
    inner = text[:-1]
    while at < len(inner):
        if rng.random() >= share:
            changed.append(text[at])
            at += 1
            continue
        result = None
        while result is None:
            how = rng.choices(list(MISREADINGS), list(MISREADINGS.values()))[0]
            result = misread(rng, inner, at, how)
        changed.append(result[0])
        at += result[1]
    return "".join(changed) + text[at:]


def content_words(language: str) -> list[str]:
    """The single words of the open word classes of a grammar, each once."""
    grammar = GRAMMARS[language]
    return sorted({word for symbol in CONTENT_SYMBOLS for word in grammar[symbol] if WORD.fullmatch(word)})


def substitute_words(rng: random.Random, text: str, share: float, vocabulary: list[str]) -> str:
    """`text` with about `share` of its words, the first and the last apart, replaced by others of `vocabulary`."""
    words = list(WORD.finditer(text))[1:-1]
    parts, done = [], 0
    for word in words:
        if rng.random() >= share:
            continue
        other = rng.choice(vocabulary)
        while fold(other) == fold(word[0]):
            other = rng.choice(vocabulary)
        parts += [text[done:word.start()], other.capitalize() if word[0][0].isupper() else other]
        done = word.end()
    return "".join(parts) + text[done:]
