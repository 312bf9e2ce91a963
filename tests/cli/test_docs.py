"""The pages under docs/ and CONTRIBUTING.md name folders, files and presets that are there."""

from __future__ import annotations

import json
import re

import pytest
from cli_support import ROOT

SOURCE = ROOT / "src" / "wirecopy"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    parts = re.split(r"^### ([a-z]+)/: .*\?$", ARCHITECTURE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def test_every_layer_has_its_section_in_the_order_of_the_build():
    listed = re.search(r"foreach\(layer ([a-z ]+)\)", (SOURCE / "CMakeLists.txt").read_text(encoding="utf-8"))
    assert list(sections()) == listed[1].split()


@pytest.mark.parametrize("layer", sections())
def test_the_key_files_are_there(layer):
    text = sections()[layer].split("\n## ")[0]
    named = re.findall(r"`([a-z_]+\.(?:h|cc))`", text)
    assert named, "no key file is named"
    assert not [name for name in named if not (SOURCE / layer / name).is_file()]
    assert "oes not know about" in text or "lse" in text


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/report-format.md", "CONTRIBUTING.md"])
def test_links_and_paths_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / page).parent / target).exists(), target
    for path in re.findall(r"`((?:src|docs|tests|bench|scripts|fixtures|\.ci)/[\w./-]*)`", text):
        assert (ROOT / path.replace("LAYER/", "")).exists(), path


def test_the_presets_are_those_of_the_build():
    presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
    visible = {preset["name"] for preset in presets["configurePresets"] if not preset.get("hidden")}
    table = CONTRIBUTING.partition("## Build presets")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, flags=re.MULTILINE)) == visible
