"""A small validator for the JSON Schemas of docs/schema/.

It knows the keywords that those schemas use and no others. A keyword that it does not know is an error in the schema,
so nothing can be left unchecked by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description", "$comment", "examples"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def errors(value, schema, root=None, where: str = "$") -> Iterator[str]:
    """What is wrong with `value`, one message each; nothing when it fits."""
    root = schema if root is None else root
    if isinstance(schema, bool):
        if not schema:
            yield f"{where}: nothing may stand here"
        return
    for keyword, wanted in schema.items():
        if keyword in ANNOTATIONS:
            continue
        check = CHECKS.get(keyword)
        if check is None:
            raise ValueError(f"{where}: the validator does not know the keyword {keyword!r}")
        yield from check(value, wanted, schema, root, where)


def has_type(value, name: str) -> bool:
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool) or isinstance(value, float) and value.is_integer()
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def same(x, y) -> bool:
    """Equality as JSON has it: true is not 1."""
    return isinstance(x, bool) == isinstance(y, bool) and x == y


def resolve(reference: str, root):
    target = root
    for part in reference.removeprefix("#/").split("/"):
        target = target[part]
    return target


def check_ref(value, wanted, schema, root, where):
    yield from errors(value, resolve(wanted, root), root, where)


def check_type(value, wanted, schema, root, where):
    names = wanted if isinstance(wanted, list) else [wanted]
    if not any(has_type(value, name) for name in names):
        yield f"{where}: {value!r:.80} is not of type {' or '.join(names)}"


def check_enum(value, wanted, schema, root, where):
    if not any(same(value, one) for one in wanted):
        yield f"{where}: {value!r:.80} is none of {wanted}"


def check_const(value, wanted, schema, root, where):
    if not same(value, wanted):
        yield f"{where}: {value!r:.80} is not {wanted!r}"


def check_required(value, wanted, schema, root, where):
    if isinstance(value, dict):
        yield from (f"{where}: the field {name!r} is missing" for name in wanted if name not in value)


def check_properties(value, wanted, schema, root, where):
    if isinstance(value, dict):
        for name, inner in wanted.items():
            if name in value:
                yield from errors(value[name], inner, root, f"{where}.{name}")


def check_additional(value, wanted, schema, root, where):
    if isinstance(value, dict):
        for name in value.keys() - schema.get("properties", {}).keys():
            if wanted is False:
                yield f"{where}: the field {name!r} is unknown"
            else:
                yield from errors(value[name], wanted, root, f"{where}.{name}")


def check_names(value, wanted, schema, root, where):
    if isinstance(value, dict):
        for name in value:
            yield from errors(name, wanted, root, f"{where}, name {name!r}")


def check_items(value, wanted, schema, root, where):
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from errors(item, wanted, root, f"{where}[{number}]")


def check_unique(value, wanted, schema, root, where):
    if wanted and isinstance(value, list) and len({repr(item) for item in value}) < len(value):
        yield f"{where}: an item stands there twice"


def check_one_of(value, wanted, schema, root, where):
    found = [list(errors(value, inner, root, where)) for inner in wanted]
    fitting = sum(not messages for messages in found)
    if fitting != 1:
        closest = min(found, key=len)
        yield f"{where}: fits {fitting} of {len(wanted)} forms, not one" + (f" ({closest[0]})" if closest else "")


def check_all_of(value, wanted, schema, root, where):
    for inner in wanted:
        yield from errors(value, inner, root, where)


def limit(kind, fails, says):
    """A keyword that holds a number against a value of one kind."""
    def check(value, wanted, schema, root, where):
        if isinstance(value, kind) and not isinstance(value, bool) and fails(value, wanted):
            yield f"{where}: {value!r:.80} {says} {wanted}"
    return check


CHECKS = {
    "$ref": check_ref, "type": check_type, "enum": check_enum, "const": check_const, "required": check_required,
    "properties": check_properties, "additionalProperties": check_additional, "propertyNames": check_names,
    "items": check_items, "uniqueItems": check_unique, "oneOf": check_one_of, "allOf": check_all_of,
    "minimum": limit((int, float), lambda v, w: v < w, "is below"),
    "maximum": limit((int, float), lambda v, w: v > w, "is above"),
    "minLength": limit(str, lambda v, w: len(v) < w, "is shorter than"),
    "minItems": limit(list, lambda v, w: len(v) < w, "has fewer items than"),
    "maxItems": limit(list, lambda v, w: len(v) > w, "has more items than"),
    "pattern": limit(str, lambda v, w: re.search(w, v) is None, "does not match"),
}


def field_paths(schema, root=None, prefix: str = "") -> set[str]:
    """Every field that the schema names, as `credit.begin` and `sources[].id`."""
    root = schema if root is None else root
    paths: set[str] = set()
    if isinstance(schema, bool):
        return paths
    if "$ref" in schema:
        paths |= field_paths(resolve(schema["$ref"], root), root, prefix)
    for name, inner in schema.get("properties", {}).items():
        path = f"{prefix}.{name}" if prefix else name
        paths |= {path} | field_paths(inner, root, path)
    if "items" in schema:
        paths |= field_paths(schema["items"], root, f"{prefix}[]")
    for keyword in ("oneOf", "allOf"):
        for inner in schema.get(keyword, []):
            paths |= field_paths(inner, root, prefix)
    return paths


def paths_of(value, prefix: str = "") -> set[str]:
    """Every field that a JSON value holds, written as in `field_paths`."""
    if isinstance(value, dict):
        paths = set()
        for name, inner in value.items():
            path = f"{prefix}.{name}" if prefix else name
            paths |= {path} | paths_of(inner, path)
        return paths
    if isinstance(value, list):
        return set().union(*(paths_of(item, f"{prefix}[]") for item in value)) if value else set()
    return set()
