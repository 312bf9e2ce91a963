"""The parts of wirecopy that scripts/evaluate --ablate switches off, one at a time."""

import subprocess
import tempfile
from pathlib import Path

# What is switched off -> the options of scan that do it. Where a binary does not take them, the part is left out, aloud.
ABLATIONS: dict[str, list[str]] = {
    "quotation masking": ["--no-quote-mask"],
    "boilerplate": ["--no-boilerplate"],
    "fingerprints": ["--no-fingerprints"],
    "noise path": ["--no-noise-path"],
    "chaining": ["--no-chain"],
}


def takes(binary: str, options: list[str]) -> bool:
    """Whether `binary` scans a small article with `options`; an option that the help hides counts too."""
    with tempfile.TemporaryDirectory(prefix="wirecopy-ablation-") as scratch:
        feed = Path(scratch) / "feed.jsonl"
        feed.write_text('{"id": "one", "outlet": "Daily", "text": "An article of a few words is enough to try it."}\n')
        command = [binary, "scan", str(feed), *options, "-o", str(Path(scratch) / "run"), "--quiet"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def known_ablations(binary: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(parts that `binary` can switch off, those whose options it does not take)."""
    known = {part: options for part, options in ABLATIONS.items() if takes(binary, options)}
    return known, {part: options for part, options in ABLATIONS.items() if part not in known}
