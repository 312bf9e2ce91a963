"""docs/report-format.md, the schemas and a real run name the same fields, and the examples of the page work."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import warnings

import pytest
from cli_support import REPORT_FORMAT, SCHEMA_OF, records_of, schema, write_feed
from schema_check import field_paths, paths_of

CSV_HEADER = ["outlet", "family", "is_agency", "articles", "wire_derived", "share", "credited", "uncredited", "unknown",
              "median_lag_hours", "agencies", "derived", "share_low", "share_high", "credited_share", "credited_low",
              "credited_high", "versions", "credited_alone"]

# New columns go to the end, for desks read them by place.
AUDIT_HEADER = ["outlet", "family", "id", "url", "agency", "relation", "words_reused", "share", "derivation", "credit",
                "credit_agency", "first_seen", "capture", "passages", "version", "versions"]


def documented(file: str) -> set[str]:
    """The fields that the tables of one file's section name."""
    fields, section, in_table = set(), "", False
    for line in REPORT_FORMAT.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:].strip(" `")
        in_table = line.startswith("|") and (in_table or line.startswith("| field |"))
        name = re.match(r"\| `([^`]+)` \|", line)
        if in_table and section == file and name:
            fields.add(name[1])
    return fields


@pytest.mark.parametrize("file", SCHEMA_OF)
def test_documented_fields_are_those_of_the_schema(file):
    below_options = {path for path in field_paths(schema(file)) if path.startswith("options.")}
    assert documented(file) == field_paths(schema(file)) - below_options


@pytest.mark.parametrize("file", SCHEMA_OF)
def test_documented_fields_are_those_of_a_run(fixture_run, odd_run, file):
    found = set()
    for record in records_of(fixture_run, file) + records_of(odd_run[0], file):
        found |= {path for path in paths_of(record) if not path.startswith("options.")}
    assert found == documented(file)


def test_documented_columns_are_those_of_outlets_csv(fixture_run):
    with (fixture_run.path / "outlets.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == CSV_HEADER
    assert documented("outlets.csv") == set(CSV_HEADER)


def test_documented_columns_are_those_of_the_licence_audit(fixture_run):
    with (fixture_run.path / "licence-audit.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == AUDIT_HEADER
    assert documented("licence-audit.csv") == set(AUDIT_HEADER)


def test_documented_options_are_those_of_the_program(fixture_run, wirecopy):
    """Every effective option is in the help, and the help of every file option is explained."""
    shown = wirecopy("scan", "--help").out
    for name in fixture_run.run["options"]:
        assert name == "input" or f"--{name}" in shown, name
    text = REPORT_FORMAT.read_text(encoding="utf-8")
    for name in ("--outlets", "--agencies", "--cues", "--furniture"):
        assert f"### `{name}" in text and name in shown


# ------------------------------------------------------------------ the examples of the documentation


def example(language: str, holding: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", REPORT_FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if holding in block)


def run_example(command: list[str], fixture_run, texts, tmp_path) -> str:
    (tmp_path / "RUN").symlink_to(fixture_run.path)
    feed = [{"id": name, "text": text} for name, text in texts.items()]
    write_feed(tmp_path / "feed.jsonl", feed)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_jq_example_works(fixture_run, texts, tmp_path):
    if shutil.which("jq") is None:
        warnings.warn(pytest.PytestWarning("SKIPPED the jq example: jq is not installed"), stacklevel=1)
        pytest.skip("jq is not installed")
    out = run_example(["sh", "-c", example("sh", "jq")], fixture_run, texts, tmp_path)
    uncredited = {one["id"] for one in fixture_run.articles
                  if one["credit"]["state"] == "none" and any(s["relation"] == "newswire" for s in one["sources"])}
    assert uncredited and all(name in out for name in uncredited)


def test_the_python_example_works(fixture_run, texts, tmp_path):
    out = run_example([sys.executable, "-c", example("python", "passages")], fixture_run, texts, tmp_path)
    assert "shares" in out and texts["mep-flood-01"][100:140] in out


def test_the_pandas_example_works(fixture_run, texts, tmp_path):
    if subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True, check=False).returncode:
        warnings.warn(pytest.PytestWarning("SKIPPED the pandas example: pandas is not installed"), stacklevel=1)
        pytest.skip("pandas is not installed")
    out = run_example([sys.executable, "-c", example("python", "pandas")], fixture_run, texts, tmp_path)
    assert "Harbor Courier" in out
