"""Reading of run folders and truth files for the scorers, with errors that name file and line."""

import json
from pathlib import Path


class Malformed(Exception):
    """An input file is missing or not what it should be."""


def read_json(path: Path):
    """The JSON document in `path`."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Malformed(f"{path}: {error}") from error


def read_rows(path: Path, fields: tuple[str, ...]) -> list[dict]:
    """The objects of a JSON Lines file; each must have all of `fields`. Empty lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed(f"{path}: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise Malformed(f"{where}: not JSON: {error}") from error
        require(row, fields, where)
        if not isinstance(row.get("id", ""), str):
            raise Malformed(f"{where}: id must be a string")
        rows.append(row)
    return rows


def require(row, fields: tuple[str, ...], where: str) -> None:
    """Raises Malformed unless `row` is an object with all of `fields`."""
    if not isinstance(row, dict):
        raise Malformed(f"{where}: not an object")
    missing = [field for field in fields if field not in row]
    if missing:
        raise Malformed(f"{where}: field missing: {', '.join(missing)}")


def span(begin, end, where: str) -> tuple[int, int]:
    """(begin, end) in code points, half-open, checked to be whole numbers with 0 <= begin < end."""
    whole = all(isinstance(value, int) and not isinstance(value, bool) for value in (begin, end))
    if not whole or not 0 <= begin < end:
        raise Malformed(f"{where}: not a span: {begin!r}, {end!r}")
    return begin, end


def common(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How many code points two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def read_passages(path: Path) -> list[dict]:
    """The rows of pairs.jsonl; `passages` become [((a_begin, a_end), (b_begin, b_end))], `kinds` those of the passages.

    A passage that names no kind is "exact".
    """
    rows = read_rows(path, ("a", "b", "overlap", "passages"))
    for row in rows:
        where = f"{path}: pair {row['a']} / {row['b']}"
        if not isinstance(row["a"], str) or not isinstance(row["b"], str) or not isinstance(row["passages"], list):
            raise Malformed(f"{where}: a and b must be strings, passages a list")
        for passage in row["passages"]:
            require(passage, ("a_begin", "a_end", "b_begin", "b_end"), where)
        row["kinds"] = [passage.get("kind", "exact") for passage in row["passages"]]
        row["passages"] = [(span(p["a_begin"], p["a_end"], where), span(p["b_begin"], p["b_end"], where))
                           for p in row["passages"]]
    return rows
