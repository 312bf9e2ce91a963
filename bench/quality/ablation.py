"""The parts of wirecopy that scripts/evaluate --ablate switches off, one at a time."""

# What is switched off, by the name that `scan --without` has for it.
ABLATIONS = {
    "quotes set aside": "quotes",
    "boilerplate set aside": "boilerplate",
    "fingerprints": "fingerprints",
    "bands": "bands",
    "letters through noise": "letters",
    "chains": "chains",
    "reworded passages": "rewording",
    "translations": "translations",
    "lexicons": "lexicons",
    "cognates": "cognates",
    "learning from translations": "learning",
}


def switched_off(part: str) -> list[str]:
    """The options of scan."""
    return ["--without", ABLATIONS[part]]
