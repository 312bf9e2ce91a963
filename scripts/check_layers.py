#!/usr/bin/env python3
"""Fails when a file of src/wirecopy includes a layer that stands below its own in the data flow.

The order of the layers is the order in src/wirecopy/CMakeLists.txt: each may use those before it. The same must hold for
DEPENDS in each layer's CMakeLists.txt, and a layer must name there every layer that it includes.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "src" / "wirecopy"
INCLUDE = re.compile(r'^\s*#include "wirecopy/([a-z]+)/', re.MULTILINE)


def layer_order():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"foreach\(layer ([a-z ]+)\)", text).group(1).split()


def declared_dependencies(layer):
    text = (ROOT / layer / "CMakeLists.txt").read_text(encoding="utf-8")
    found = re.search(r"DEPENDS ([a-z \n]+?)(?:LINKS|\))", text)
    linked = re.findall(r"wirecopy_([a-z]+)", text) if layer == "cli" else []
    return set(found.group(1).split() if found else []) | set(linked)


def problems():
    order = layer_order()
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    for folder in sorted(folders - set(order)):
        yield f"src/wirecopy/{folder}: is no layer of src/wirecopy/CMakeLists.txt"
    for layer in order:
        allowed = set(order[: order.index(layer)])
        declared = declared_dependencies(layer)
        for below in sorted(declared - allowed - {layer, "flags"}):
            if below in order:
                yield f"src/wirecopy/{layer}/CMakeLists.txt: depends on {below}, which stands below it"
        for path in sorted((ROOT / layer).rglob("*")):
            if path.suffix not in (".h", ".cc"):
                continue
            for used in INCLUDE.findall(path.read_text(encoding="utf-8")):
                place = path.relative_to(ROOT.parent.parent)
                if used == layer:
                    continue
                if used not in allowed:
                    yield f"{place}: includes {used}, which stands below {layer}"
                elif used not in declared and layer != "cli":
                    yield f"{place}: includes {used}, which src/wirecopy/{layer}/CMakeLists.txt does not name"


def main():
    found = list(problems())
    print("\n".join(found) or "layers: every include goes up the data flow")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
