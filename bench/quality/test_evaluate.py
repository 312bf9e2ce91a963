"""Tests of scripts/evaluate and its modules, with a stand-in for wirecopy that finds nothing (pytest)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import ablation
import measured_process
from evaluation_measures import PEERS, append_result, drops, last_figures, measure_of, read_peers, read_results
from evaluation_sets import labelled_sets, own_sets
from evaluation_table import ablation_matrix, evaluation_table
from run_folder import Malformed
from score_fixtures import fixture_texts, score

ROOT = Path(__file__).resolve().parents[2]

# Answers "scan INPUTS... -o RUN": every fixture is boilerplate, no tables else; knows --without boilerplate.
STAND_IN = """#!/usr/bin/env python3
import pathlib, sys
if "--no-such" in sys.argv:
    sys.exit("no such option")
run = pathlib.Path(sys.argv[sys.argv.index("-o") + 1])
run.mkdir(exist_ok=True)
for name in ("articles", "pairs", "clusters"):
    (run / (name + ".jsonl")).write_text("")
if "boilerplate" not in sys.argv:
    (run / "articles.jsonl").write_text(ARTICLES)
"""

SCORER = """import json
print(json.dumps({"pairs near_dup": {"f1": 0.75}, "passages": {"plagdet": 0.5, "granularity": 2.0}, "unknown": {}}))
"""


def article(id: str, text: str) -> dict:
    """An article that is boilerplate from begin to end."""
    return {"id": id, "credits": [], "boilerplate": [{"begin": 0, "end": len(text)}]}


@pytest.fixture
def binary(tmp_path) -> Path:
    path = tmp_path / "stand-in"
    articles = "".join(json.dumps(article(*item)) + "\n" for item in fixture_texts().items())
    path.write_text(STAND_IN.replace("ARTICLES", repr(articles)), encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def sets(tmp_path) -> Path:
    """A folder of labelled sets with a scorer, a set that has truth, and one that has none."""
    folder = tmp_path / "labelled" / "data"
    for name, files in {"gold": ("docs.jsonl.gz", "truth_clusters.jsonl"), "plain": ("docs.jsonl.gz",)}.items():
        (folder / name).mkdir(parents=True)
        for file in files:
            (folder / name / file).write_text("")
    (folder.parent / "tools").mkdir()
    (folder.parent / "tools" / "score_run.py").write_text(SCORER)
    return folder


def evaluate(binary, *arguments, data=""):
    environment = {**os.environ, "WIRECOPY_DATA": str(data)}
    return subprocess.run([sys.executable, ROOT / "scripts" / "evaluate", "--binary", binary, *map(str, arguments)],
                          capture_output=True, text=True, check=False, env=environment)


def stored(path: Path, **sets) -> Path:
    path.write_text(json.dumps({"commit": "abc", "date": "2025-01-01", "measures": sets}) + "\n")
    return path


# ---------------------------------------------------------------- the script

def test_table_and_figures_file(binary, sets, tmp_path):
    results = stored(tmp_path / "results.jsonl", gold={"near-duplicate pairs, F1": 0.5}, fixtures={"copy recall": 1.0})
    done = evaluate(binary, "--sets", sets, "--only", "gold", "fixtures", "--results", results, "--out", tmp_path / "out.json")
    assert done.returncode == 0, done.stderr
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines()]
    assert rows[0] == ["set", "measure", "this run", "stored", "change", "best other tool"]
    assert ["gold", "near-duplicate pairs, F1", "0.7500", "0.5000", "+0.2500", ""] in rows
    assert ["gold", "passages, granularity (less is better)", "2.0000", "-", "-", ""] in rows
    assert ["fixtures", "copy recall", "0.0000", "1.0000", "-1.0000 WORSE", ""] in rows
    assert [row[2] for row in rows if row[:2] == ["gold", "scan"]][0].endswith("MB")
    assert not any(row[0] == "plain" for row in rows)
    assert json.loads((tmp_path / "out.json").read_text())["measures"]["gold"]["passages, plagdet"] == 0.5


def test_check_fails_on_a_drop_alone(binary, sets, tmp_path):
    good = stored(tmp_path / "good.jsonl", gold={"passages, plagdet": 0.5, "passages, granularity": 2.0}, absent={"x": 1.0})
    done = evaluate(binary, "--sets", sets, "--only", "gold", "--results", good, "--check")
    assert done.returncode == 0 and "absent" in done.stderr
    bad = stored(tmp_path / "bad.jsonl", gold={"passages, plagdet": 0.5, "passages, granularity": 1.9})
    done = evaluate(binary, "--sets", sets, "--only", "gold", "--results", bad, "--check")
    assert done.returncode == 1 and "WORSE: gold, passages, granularity: 2, stored 1.9" in done.stderr


def test_record_then_check(binary, sets, tmp_path):
    results = tmp_path / "results.jsonl"
    for _ in range(2):
        assert evaluate(binary, "--sets", sets, "--only", "gold", "--results", results, "--record").returncode == 0
    assert len(read_results(results)) == 1
    assert evaluate(binary, "--sets", sets, "--only", "gold", "--results", results, "--check").returncode == 0


def test_without_labelled_sets_it_says_so(binary, tmp_path):
    done = evaluate(binary, "--only", "fixtures", "--results", tmp_path / "none", data=tmp_path / "nowhere")
    assert done.returncode == 0 and "NO LABELLED SETS" in done.stderr and "boilerplate covered" in done.stdout


def test_a_scan_that_fails_is_no_success(binary, tmp_path):
    done = evaluate(binary, "--only", "fixtures", "--results", tmp_path / "none", "--scan-options=--no-such", data=tmp_path)
    assert done.returncode == 1 and "fixtures: FAILED" in done.stderr
    assert evaluate(binary, "--only", "nosuch", data=tmp_path).returncode == 2
    assert evaluate(tmp_path / "nosuch", data=tmp_path).returncode == 2
    assert "is not empty" in evaluate(binary, "--work", tmp_path, data=tmp_path).stderr
    assert "default options only" in evaluate(binary, "--record", "--scan-options=--seed 3", data=tmp_path).stderr


def test_ablation(binary, sets):
    done = evaluate(binary, "--sets", sets, "--only", "fixtures", "--ablate")
    assert done.returncode == 0, done.stderr
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines()]
    head, row = table[0], next(row for row in table if row[1] == "boilerplate covered")
    assert head[3:] == [f"no {part}" for part in ablation.ABLATIONS]
    assert row[2] == "1.0000" and [cell for cell in row[3:] if cell != "="] == ["-1.0000 WORSE"]


# ---------------------------------------------------------------- the modules

def test_the_direction_and_the_tolerance_of_measures():
    assert measure_of("copy recall").is_drop(0.994, 1.0) and not measure_of("copy recall").is_drop(0.995, 1.0)
    assert measure_of("false passages").is_drop(1, 0) and not measure_of("false passages").is_drop(0, 1)
    assert measure_of("core credits found").is_drop(33, 34)
    assert drops({"s": {}}, {"s": {"gone": 0.5}, "other": {"x": 1}}) == ["s, gone: not measured, stored 0.5"]


def test_results_are_kept_by_commit_and_read_by_set(tmp_path):
    path = tmp_path / "results.jsonl"
    append_result(path, "one", "2025-01-01", {"s": {"x": 0.1}, "t": {"y": 0.2}})
    append_result(path, "two", "2025-01-02", {"s": {"x": 0.3}})
    append_result(path, "two", "2025-01-02", {"s": {"x": 0.4}})
    assert [row["commit"] for row in read_results(path)] == ["one", "two"]
    assert last_figures(read_results(path)) == {"s": {"x": 0.4}, "t": {"y": 0.2}}
    path.write_text('{"commit": "c", "date": "d", "measures": {"s": {"x": "high"}}}\n')
    with pytest.raises(Malformed):
        read_results(path)


def test_peers_name_measures_that_exist(tmp_path):
    from evaluation_sets import SCORER_MEASURES
    names = {name for _, _, name in SCORER_MEASURES}
    peers = read_peers(PEERS)
    assert peers and all(measure in names and float(figure) for (_, measure), (figure, _) in peers.items())
    (tmp_path / "bad.tsv").write_text("a\tb\tc\n")
    with pytest.raises(Malformed):
        read_peers(tmp_path / "bad.tsv")


def test_tables():
    table = evaluation_table({"s": {"x": 0.5, "n": 3}}, {"s": "1 s"}, {"s": {"x": 0.5, "n": 5}}, {("s", "x"): ("0.4", "tool")})
    assert "| s   | x       | 0.5000   | 0.5000 | =        | 0.4 tool" in table and "-2 WORSE" in table
    matrix = ablation_matrix({"s": {"x": 0.5}}, {"part": {"s": {"x": 0.3}}, "other": {}})
    assert matrix.splitlines()[-1].split("|")[3:6] == [" 0.5000  ", " -0.2000 WORSE ", " - "]


def test_labelled_sets_need_a_scorer(sets):
    assert [one.name for one in labelled_sets(sets)] == ["gold"]
    (sets.parent / "tools" / "score_run.py").unlink()
    assert labelled_sets(sets) == []


def test_own_sets_have_names_of_their_own():
    names = [one.name for one in own_sets()]
    assert len(set(names)) == len(names) and "fixtures" in names and "planted, clean" in names


def test_fixtures_are_scored(tmp_path):
    rows = [article(*item) for item in fixture_texts().items()]
    for name, lines in {"articles": rows, "pairs": [{"a": "mep-flood-01", "b": "courier-flood-01", "overlap": "partial"},
                                                    {"a": "mep-flood-01", "b": "mep-health-01", "overlap": "contained"},
                                                    {"a": "x", "b": "y", "overlap": "fragment"}]}.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    figures = score(tmp_path)
    assert figures["copy precision"] == 0.5 and figures["copy recall"] == pytest.approx(1 / 39)
    assert figures["boilerplate covered"] == 1 and figures["credit recall"] == 0


def test_the_cost_of_a_command_is_its_own():
    ballast = bytearray(200_000_000)  # of this process, not of the command
    done = measured_process.run_measured([sys.executable, "-c", "import time; time.sleep(0.2); x = bytearray(60_000_000)"])
    assert done.code == 0 and 0.2 <= done.seconds < 5 and 60 < done.peak_mb < 150
    assert len(ballast) and measured_process.run_measured([sys.executable, "-c", "exit('why')"]).stderr.strip() == "why"
