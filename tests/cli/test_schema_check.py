"""The validator itself: it must find what it is there to find."""

from __future__ import annotations

import pytest
from schema_check import errors, field_paths, paths_of

SCHEMA = {
    "type": "object", "additionalProperties": False, "required": ["id"],
    "properties": {
        "id": {"$ref": "#/$defs/name"},
        "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "kind": {"enum": ["a", True]},
        "spans": {"type": "array", "maxItems": 2, "uniqueItems": True, "items": {"type": "integer"}},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"x": {"const": 1}}}},
        "never": False,
        "free": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"},
                 "additionalProperties": {"type": "string"}},
    },
    "oneOf": [{"required": ["share"]}, {"required": ["kind"]}],
    "$defs": {"name": {"type": "string", "minLength": 1}},
}
GOOD = {"id": "x", "share": 0.5, "spans": [1, 2], "parts": [{"x": 1}], "free": {"ab": "c"}}


def test_what_fits_has_no_errors():
    assert list(errors(GOOD, SCHEMA)) == []
    assert list(errors({"id": "x", "kind": True}, SCHEMA)) == []


@pytest.mark.parametrize(("change", "message"), [
    ({"id": ""}, "shorter"), ({"id": 3}, "not of type"), ({"share": 1.5}, "above"), ({"share": -1}, "below"),
    ({"share": True}, "not of type"), ({"kind": 1}, "none of"), ({"more": 1}, "unknown"),
    ({"spans": [1, 2, 3]}, "more items"),
    ({"spans": [1, 1]}, "twice"), ({"spans": [1.5]}, "not of type"), ({"parts": [{"x": 2}]}, "is not 1"),
    ({"parts": [{"x": True}]}, "is not 1"), ({"free": {"A": "c"}}, "does not match"),
    ({"free": {"a": 1}}, "not of type"),
    ({"kind": "a"}, "fits 2 of 2"), ({"never": 1}, "nothing may stand"),
])
def test_what_does_not_fit_is_named(change, message):
    found = list(errors({**GOOD, **change}, SCHEMA))
    assert any(message in one for one in found), found


def test_missing_and_no_form():
    assert any("missing" in one for one in errors({"share": 1}, SCHEMA))
    assert any("fits 0 of 2" in one for one in errors({"id": "x"}, SCHEMA))


def test_a_keyword_that_is_not_checked_is_refused():
    with pytest.raises(ValueError, match="minProperties"):
        list(errors({}, {"minProperties": 1}))


def test_paths():
    wanted = {"id", "share", "kind", "spans", "parts", "parts[].x", "never", "free"}
    assert field_paths(SCHEMA) == wanted
    assert paths_of({"id": 1, "parts": [{"x": 1}, {}], "free": {}}) == {"id", "parts", "parts[].x", "free"}
