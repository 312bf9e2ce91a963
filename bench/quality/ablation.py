"""The parts of wirecopy that scripts/evaluate --ablate switches off, one at a time."""

import subprocess

# What is switched off -> the options of scan that do it. A binary that lacks an option is told so, and the part left out.
ABLATIONS: dict[str, list[str]] = {
    "quotation masking": ["--no-quote-mask"],
    "boilerplate": ["--no-boilerplate"],
    "fingerprints": ["--no-fingerprints"],
    "noise path": ["--no-noise-path"],
    "chaining": ["--no-chain"],
}


def known_ablations(binary: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(parts that `binary` can switch off, those of which it lacks an option), by what its help says."""
    shown = subprocess.run([binary, "scan", "--help"], capture_output=True, text=True, check=False).stdout
    words = set(shown.replace(",", " ").replace("=", " ").split())
    lacking = {part: options for part, options in ABLATIONS.items()
               if any(option not in words for option in options if option.startswith("--"))}
    return {part: options for part, options in ABLATIONS.items() if part not in lacking}, lacking
