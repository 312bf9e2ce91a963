"""What stands beside the text of a made-up article: its credit and its time, and how much of both a scraper kept.

Each outlet has its habit of crediting, its scraper keeps credits or loses them, and gives times to the second, as a
date, or not at all. How often which label has which credit was set after a look at labelled US articles of 2018 (60 %
of the copies credit an agency for the whole, and hardly fewer of the articles that mix it with their own; 3 in 10
print no credit or one of a picture), not fitted to them. About half of the articles end up without a known
credit, a third without a known order in time, so that a model learns what to say where nothing is known.
"""

import dataclasses
import datetime
import random

# By language: the credit of the whole before the first sentence, a line of its own at the head, a line for a part at
# the foot, a sentence, a picture's line, the name in a field, a line that shows that the page's furniture was kept.
FORMS = {
    "en": {"dateline": "{place} (AP) — ", "byline": "By The Associated Press", "part": "The Associated Press contributed to this report.",
           "sentence": "The Associated Press reported that the talks went on.", "picture": "{name} on Monday. (AP Photo/{name})",
           "field": "Associated Press"},
    "id": {"dateline": "{place} (ANTARA) - ", "byline": "Sumber: ANTARA", "part": "Dengan laporan dari ANTARA.",
           "sentence": "Demikian dilaporkan ANTARA pada hari Senin.", "picture": "{name}, Senin. (ANTARA FOTO/{name})",
           "field": "ANTARA"},
}
HABITS = (0.95, 0.7, 0.3)  # how often an outlet credits what it takes
KEPT = (1.0, 0.6, 0.1)  # how often its scraper keeps the credit, or the byline that shows that there is none
TIMES = ("second", "second", "day", "none")
LONGEST_COPY, LONGEST = 6, 7.4  # binary logarithms of hours: under three days, a week
EARLIER = 0.05  # of the copies bear an earlier time than the wire: a scheduled page, a later edition of the wire


@dataclasses.dataclass
class Habits:
    """Of one outlet."""

    credits: float
    kept: float
    time: str


def draw_habits(rng: random.Random) -> Habits:
    return Habits(rng.choice(HABITS), rng.choice(KEPT), rng.choice(TIMES))


def draw_credit(rng: random.Random, label: str, habits: Habits) -> str:
    """full, field, part, sentence, picture or nothing."""
    chances = {"wholly": (0.6, 0.2, 0.1, 0.05), "partially": (0.3, 0.1, 0.25, 0.2), "none": (0.04, 0.01, 0.03, 0.15)}[label]
    if label == "none" or rng.random() < habits.credits:
        kinds = ("full", "field", "part", "sentence")
        at = rng.random()
        for kind, chance in zip(kinds, chances):
            if at < chance:
                return kind
            at -= chance
    return "picture" if rng.random() < 0.25 else "nothing"


def credited(rng: random.Random, text: str, language: str, credit: str, name: str) -> str:
    """The text with the credit in it."""
    forms = {key: form.format(place=name.split()[0].upper(), name=name) for key, form in FORMS[language].items()}
    separator = "\n\n" if "\n\n" in text else "\n"
    if credit == "full":
        return forms["dateline"] + text if rng.random() < 0.6 else forms["byline"] + separator + text
    if credit in ("part", "sentence"):
        return text + separator + forms[credit]
    return forms["picture"] + separator + text if credit == "picture" else text


def draw_time(rng: random.Random, sent: datetime.datetime, label: str, habits: Habits) -> str:
    """As the feed gives it. Copies follow the wire within minutes to days, parts of it up to a week later, as background;
    own reports of the event are as often before it as after it, and as far away as parts are."""
    hours = 2 ** rng.uniform(-3, LONGEST if label != "wholly" else LONGEST_COPY)
    if label == "none" and rng.random() < 0.5:
        hours = -hours
    if label != "none" and rng.random() < EARLIER:
        hours = -rng.uniform(0, 6)
    when = sent + datetime.timedelta(hours=hours)
    if habits.time == "none":
        return ""
    return when.strftime("%Y-%m-%d" if habits.time == "day" else "%Y-%m-%dT%H:%M:%SZ")


def put_beside(rng: random.Random, row: dict, sent: datetime.datetime, label: str, habits: Habits, name: str) -> None:
    """Gives an article's row its credit, author and time."""
    credit, kept = draw_credit(rng, label, habits), rng.random() < habits.kept
    row["published"] = draw_time(rng, sent, label, habits)
    if not kept:
        return
    row["text"] = credited(rng, row["text"], row["language"], credit, name)
    if credit == "field":
        row["author"] = FORMS[row["language"]]["field"]
    elif credit != "full":
        row["author"] = name
