"""How right the probabilities of a derivation model are, and how right its verdicts.

A prediction is a tuple of the probabilities of LABELS, in their order.
"""

import math

LABELS = ("none", "partially", "wholly")
BINS = 10
CERTAIN_NONE = (1.0, 0.0, 0.0)  # where nothing counts as reused
LEAST = 1e-6  # probability that the log loss takes for nothing

Prediction = tuple[float, float, float]


def verdict(prediction: Prediction) -> str:
    """The most probable label; of equals the least."""
    return LABELS[max(range(len(LABELS)), key=lambda n: (prediction[n], -n))]


def fixed_cut(reused: float, cut: float) -> Prediction:
    """What a cut of the reused share says, as certain as it is."""
    return (0.0, 0.0, 1.0) if reused >= cut else (0.0, 1.0, 0.0)


def f1(labels: list[str], verdicts: list[str], label: str) -> float:
    """Of one label; 1 where neither has it."""
    both = sum(x == y == label for x, y in zip(labels, verdicts))
    either = labels.count(label) + verdicts.count(label)
    return 2 * both / either if either else 1.0


def reliability(labels: list[str], predictions: list[Prediction], bins: int = BINS) -> list[dict]:
    """By label and bin of its probability: how many, mean probability, share that has the label; empty bins left out."""
    rows = []
    for number, label in enumerate(LABELS):
        filled: dict[int, list[tuple[float, bool]]] = {}
        for wanted, prediction in zip(labels, predictions):
            place = min(bins - 1, int(prediction[number] * bins))
            filled.setdefault(place, []).append((prediction[number], wanted == label))
        for place, members in sorted(filled.items()):
            rows.append({"label": label, "from": place / bins, "to": (place + 1) / bins, "articles": len(members),
                         "predicted": sum(p for p, _ in members) / len(members),
                         "observed": sum(hit for _, hit in members) / len(members)})
    return rows


def calibration_error(labels: list[str], predictions: list[Prediction]) -> float:
    """Expected calibration error over all labels: mean distance of predicted and observed, weighed by articles."""
    rows = reliability(labels, predictions)
    return sum(r["articles"] * abs(r["predicted"] - r["observed"]) for r in rows) / sum(r["articles"] for r in rows)


def measure(labels: list[str], predictions: list[Prediction]) -> dict[str, float]:
    """All figures; those of probabilities are infinite or large for a rule that knows no doubt."""
    verdicts = [verdict(prediction) for prediction in predictions]
    chances = [prediction[LABELS.index(label)] for label, prediction in zip(labels, predictions)]
    brier = sum((p - (name == label)) ** 2 for label, prediction in zip(labels, predictions)
                for name, p in zip(LABELS, prediction))
    return {"articles": len(labels),
            "accuracy": sum(x == y for x, y in zip(labels, verdicts)) / len(labels),
            "macro F1": sum(f1(labels, verdicts, label) for label in LABELS) / len(LABELS),
            "log loss": -sum(math.log(max(LEAST, chance)) for chance in chances) / len(labels),
            "Brier": brier / len(labels),
            "calibration error": calibration_error(labels, predictions)}


def confusion(labels: list[str], predictions: list[Prediction]) -> list[tuple[str, list[int]]]:
    """(label, how often each of LABELS was said of it)."""
    said = [verdict(prediction) for prediction in predictions]
    return [(label, [sum(x == label and y == other for x, y in zip(labels, said)) for other in LABELS])
            for label in LABELS]
