"""What stands beside the text of a made-up article: its credit and its time, and how much of both a scraper kept.

Each outlet has its habit of crediting, its scraper keeps credits or loses them, and gives times to the second, as a
date, or not at all. How often which label credits an agency for the whole is what labelled US articles of 2018 show in
round numbers: 6 in 10 of the copies and as many of the articles that mix them with their own, 3 in 20 of the others.
Nothing more is taken from there, and where nothing was seen the labels are alike. About half of the articles end up
without a known credit, a third without a known order in time, so that a model learns what to say where nothing is known.
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
CREDITED = {"wholly": 0.6, "partially": 0.6, "none": 0.15}  # how often an agency is credited for the whole,
IN_FIELD = 0.25  # and of these, in a field of the record instead of the text
BESIDE = 0.05  # how often for a part, and as often in a sentence
HABITS = (1.4, 1.0, 0.6)  # an outlet credits the whole so many times as often as all do
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
    whole = CREDITED[label] * habits.credits
    chances = {"full": whole * (1 - IN_FIELD), "field": whole * IN_FIELD, "part": BESIDE, "sentence": BESIDE}
    at = rng.random()
    for kind, chance in chances.items():
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
