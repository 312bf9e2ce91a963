"""A run of the fixture corpus keeps what docs/report-format.md and docs/schema/ promise."""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings

import pytest
from cli_support import RUN_FILES, SCHEMA_OF, RunFolder, names_in, records_of, schema
from schema_check import errors


# ------------------------------------------------------------------ form


def test_all_files_are_there_and_no_others(fixture_run):
    assert names_in(fixture_run.path) == RUN_FILES


@pytest.mark.parametrize("file", SCHEMA_OF)
def test_every_line_validates(fixture_run, odd_run, file):
    wanted = schema(file)
    found = records_of(fixture_run, file) + records_of(odd_run[0], file)
    assert found
    wrong = [f"{file}, record {n}: {message}"
             for n, record in enumerate(found, 1) for message in errors(record, wanted)]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("file", SCHEMA_OF)
def test_another_validator_agrees(fixture_run, file):
    try:
        import jsonschema
    except ImportError:
        warnings.warn(pytest.PytestWarning("jsonschema is not installed: only schema_check.py was used"), stacklevel=1)
        return
    wanted = schema(file)
    jsonschema.Draft202012Validator.check_schema(wanted)
    validator = jsonschema.Draft202012Validator(wanted)
    for record in records_of(fixture_run, file):
        assert not [error.message for error in validator.iter_errors(record)]


# ------------------------------------------------------------------ articles


def test_one_line_an_article_in_input_order(fixture_run, texts):
    assert len(set(fixture_run.ids)) == len(fixture_run.ids)
    assert set(fixture_run.ids) == set(texts)
    assert fixture_run.run["input"]["articles"] == len(texts)
    position = {name: number for number, name in enumerate(fixture_run.ids)}
    assert position["mep-flood-01"] < position["mep-football-01"]


def check_offsets(run: RunFolder, texts: dict[str, str]) -> None:
    for one in run.articles:
        text = texts.get(one["id"])
        if text is None:
            continue
        for credit in [*one["credits"], one["credit"]]:
            if "begin" in credit:
                assert text[credit["begin"]:credit["end"]] == credit["text"], one["id"]
        body = [tuple(span) for span in one["body"]]
        boilerplate = [(part["begin"], part["end"]) for part in one["boilerplate"]]
        quotes = [(part["begin"], part["end"]) for part in one["quotes"]]
        for spans in (body, boilerplate, quotes):
            assert all(0 <= begin < end <= len(text) for begin, end in spans), one["id"]
            assert all(x[1] <= y[0] for x, y in zip(spans, spans[1:])), f"{one['id']}: not in order, or not disjoint"
        both = sorted(body + boilerplate)
        assert all(x[1] <= y[0] for x, y in zip(both, both[1:])), f"{one['id']}: body and boilerplate overlap"
        covered = bytearray(len(text))
        for begin, end in both:
            covered[begin:end] = b"\1" * (end - begin)
        left = [c for c, seen in zip(text, covered) if not seen and not c.isspace() and unicodedata.category(c) != "Cf"]
        assert not left, f"{one['id']}: neither body nor boilerplate: {''.join(left)!r:.60}"


def test_offsets_are_code_points_of_the_text(fixture_run, texts):
    check_offsets(fixture_run, texts)


def test_offsets_hold_for_strange_characters(odd_run):
    run, texts = odd_run
    check_offsets(run, texts)
    waves = run.by_id["\U0001F30A"]
    assert waves["credit"]["state"] == "full" and waves["credit"]["agency"] == "Reuters"


def test_the_best_credit_is_one_of_the_credits(fixture_run):
    for one in fixture_run.articles:
        credit = one["credit"]
        if "begin" in credit:
            twin = [c for c in one["credits"] if (c["begin"], c["end"]) == (credit["begin"], credit["end"])]
            assert any(c["agency"] == credit["agency"] for c in twin), one["id"]


def test_credit_in_the_author_field_has_no_place(odd_run):
    assert odd_run[0].by_id["author"]["credit"] == {"state": "metadata", "agency": "Reuters", "text": "Reuters"}


def test_shares_fit_together(fixture_run):
    agencies = {row["outlet"] for row in fixture_run.outlets if row["is_agency"] == "1"}

    def by_agency(source: dict) -> bool:
        return "agency" in source or fixture_run.by_id[source["id"]]["outlet"] in agencies

    for one in fixture_run.articles:
        order = [(not by_agency(source), -source["share"]) for source in one["sources"]]
        assert order == sorted(order), f"{one['id']}: agencies first, then the largest share"
        assert all(one["reused_share"] >= source["share"] for source in one["sources"])
        asked = one["reused_share"] > 0
        assert asked or one["derivation"] == "none", one["id"]
        assert ("derivation_probability" in one) == asked, one["id"]
        assert one.get("derivation_probability", 1) >= 1 / 3 - 1e-4, one["id"]
        for source in one["sources"]:
            if "id" in source:
                pair = fixture_run.pair(one["id"], source["id"])
                assert pair and (pair["overlap"] in ("near-duplicate", "contained", "partial") or "sentences" in pair)
                assert pair["relation"] == source["relation"]
                assert pair["direction"]["from"] in (None, source["id"]), "reused from the later article"


def test_a_missing_id_is_the_url_and_a_repeated_one_gets_a_number(odd_run):
    run = odd_run[0]
    assert run.ids == ["brief", "author", "https://example.org/a?b=1", "\U0001F30A", "bom", "author#2", "another-house"]
    counts = {name: value for name, value in run.run["input"].items() if not name.startswith("named")}
    assert counts == {"records": 8, "articles": 7, "reference_articles": 0, "skipped": 1, "renamed_ids": 1,
                      "unreadable_dates": 1, "briefs": 1}
    assert [one.get("brief") for one in run.articles] == [True, None, None, None, None, None, None]
    assert run.by_id["author#2"]["published"] == "soon"


# ------------------------------------------------------------------ pairs


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def test_pairs_name_articles_once(fixture_run):
    position = {name: number for number, name in enumerate(fixture_run.ids)}
    seen = set()
    for pair in fixture_run.pairs:
        assert pair["a"] in position and pair["b"] in position and pair["a"] != pair["b"]
        assert frozenset((pair["a"], pair["b"])) not in seen
        seen.add(frozenset((pair["a"], pair["b"])))
        source = pair["direction"]["from"]
        assert source in (None, pair["a"]), "a is the source"
        if source is None:
            assert position[pair["a"]] < position[pair["b"]]
    order = [(position[pair["a"]], position[pair["b"]]) for pair in fixture_run.pairs]
    assert order == sorted(order)


def test_the_numbers_of_a_pair_fit_together(fixture_run):
    for pair in fixture_run.pairs:
        assert pair["prose_words"] <= pair["shared_words"] and pair["longest_run"] <= pair["shared_words"]
        assert (pair["containment_a"] > 0) == (pair["prose_words"] > 0)
        if pair["overlap"] == "near-duplicate":
            # Prose words of either article, in units of those in both; the shares are rounded.
            assert 1 / pair["containment_a"] + 1 / pair["containment_b"] - 1 <= 2.001
        if pair["overlap"] == "contained":
            assert pair["prose_words"] >= 30 and max(pair["containment_a"], pair["containment_b"]) >= 0.5
        if pair["overlap"] == "partial":
            assert pair["prose_words"] >= 40 and pair["longest_run"] >= 20
        if pair["overlap"] == "fragment":
            assert pair["prose_words"] >= 16
        if pair["overlap"] == "none":
            assert pair["prose_words"] < 16
            sentences = any(passage["kind"] in ("reworded", "translated") for passage in pair["passages"])
            assert sentences != ("shared_facts" in pair)
        if pair["overlap"] == "quotation":
            assert pair["prose_words"] < 16 <= pair["shared_words"]


def test_passages_lie_inside_both_texts(fixture_run, texts):
    for pair in fixture_run.pairs:
        begins = [passage["a_begin"] for passage in pair["passages"]]
        assert begins == sorted(begins)
        for passage in pair["passages"]:
            left = texts[pair["a"]][passage["a_begin"]:passage["a_end"]]
            right = texts[pair["b"]][passage["b_begin"]:passage["b_end"]]
            assert len(left) == passage["a_end"] - passage["a_begin"] > 0
            assert len(right) == passage["b_end"] - passage["b_begin"] > 0
            assert left[0].isalnum() and right[0].isalnum(), "a passage begins with a word"
            if passage["kind"] == "exact":
                assert letters(left) == letters(right), (pair["a"], pair["b"])
            else:
                assert letters(left) != letters(right), (pair["a"], pair["b"])


def test_direction_says_what_it_rests_on(fixture_run):
    agencies = {row["outlet"] for row in fixture_run.outlets if row["is_agency"] == "1"}
    by_id = fixture_run.by_id
    for pair in fixture_run.pairs:
        a, b = by_id[pair["a"]], by_id[pair["b"]]
        basis = pair["direction"]["basis"]
        unlike = (a["outlet"] in agencies) != (b["outlet"] in agencies)
        assert (basis == "agency") == unlike
        if basis == "agency":
            assert a["outlet"] in agencies
        elif a["published"] is None or b["published"] is None:
            assert basis == "unknown"
        else:
            assert basis in ("published", "tie")


# ------------------------------------------------------------------ clusters and outlets


@pytest.mark.parametrize("level", ["duplicate", "story"])
def test_every_article_is_in_one_cluster(fixture_run, level):
    clusters = [cluster for cluster in fixture_run.clusters if cluster["level"] == level]
    members = [member for cluster in clusters for member in cluster["members"]]
    assert sorted(members) == sorted(fixture_run.ids)
    by_id = fixture_run.by_id
    for cluster in clusters:
        assert cluster["id"] == cluster["earliest"]
        assert {cluster["earliest"], cluster["representative"]} <= set(cluster["members"])
        assert cluster["members"] == sorted(cluster["members"], key=fixture_run.ids.index)
        assert cluster["families"] == sorted({by_id[member]["family"] for member in cluster["members"]})
        assert len(cluster["members"]) > 1 or cluster["cohesion"] == 1
        for member in cluster["members"]:
            assert by_id[member]["cluster" if level == "duplicate" else "story"] == cluster["id"]
            if level == "duplicate":
                wanted = None if member == cluster["earliest"] else cluster["earliest"]
                assert by_id[member]["duplicate_of"] == wanted
    firsts = [fixture_run.ids.index(cluster["members"][0]) for cluster in clusters]
    assert firsts == sorted(firsts), "clusters stand in the order of their first members"


def test_the_consensus_of_a_cluster_lies_in_one_member_and_has_families_behind_it(fixture_run, texts):
    told = [cluster for cluster in fixture_run.clusters if "consensus" in cluster]
    assert told, "some families agree on something"
    for cluster in fixture_run.clusters:
        assert "consensus" not in cluster or len(cluster["families"]) > 1, cluster["id"]
    for cluster in told:
        consensus = cluster["consensus"]
        assert consensus["id"] in cluster["members"] and 0 < consensus["share"] <= 1
        text, before = texts[consensus["id"]], 0
        for stretch in consensus["stretches"]:
            assert before <= stretch["begin"] < stretch["end"] <= len(text)
            assert 2 <= stretch["families"] <= len(cluster["families"])
            piece = text[stretch["begin"]:stretch["end"]]
            assert piece == piece.strip(), "from the first word to the last"
            before = stretch["end"]
        if cluster["agency"]:
            assert any(consensus["id"] in reason for reason in cluster["agency_reasons"])


def test_duplicate_clusters_come_before_story_clusters(fixture_run):
    levels = [cluster["level"] for cluster in fixture_run.clusters]
    assert levels == sorted(levels)


def test_outlets_add_up(fixture_run):
    states = {"full": "credited", "partial": "credited", "in-text": "credited", "metadata": "credited",
              "none": "uncredited", "photo-only": "uncredited", "unknown": "unknown"}
    agencies = {row["outlet"] for row in fixture_run.outlets if row["is_agency"] == "1"}

    def from_agency(source: dict) -> bool:
        return source["relation"] == "newswire" or (
            source["relation"] == "translated" and fixture_run.by_id[source["id"]]["outlet"] in agencies)

    earlier = {one["version_of"] for one in fixture_run.articles}
    assert [row["outlet"] for row in fixture_run.outlets] == sorted({one["outlet"] for one in fixture_run.articles})
    for row in fixture_run.outlets:
        every = [one for one in fixture_run.articles if one["outlet"] == row["outlet"]]
        own = [one for one in every if one["id"] not in earlier]
        assert int(row["versions"]) == len(every) - len(own)
        agency = row["is_agency"] == "1"
        wire = [] if agency else [one for one in own if any(from_agency(s) for s in one["sources"])]
        assert int(row["articles"]) == len(own) and int(row["wire_derived"]) == len(wire)
        assert float(row["share"]) == pytest.approx(len(wire) / len(own), abs=5e-5)
        assert len(wire) <= int(row["derived"]) <= len(own)
        assert float(row["share_low"]) - 5e-5 <= float(row["share"]) <= float(row["share_high"]) + 5e-5
        for column in ("credited", "uncredited", "unknown"):
            assert int(row[column]) == sum(states[one["credit"]["state"]] == column for one in wire), row["outlet"]
        alone = [one for one in own if one["credit"]["state"] in ("full", "metadata") and one not in wire]
        assert int(row["credited_alone"]) == (0 if agency else len(alone))


def test_the_licence_audit_has_every_wire_derived_article_and_its_reused_text(fixture_run, texts):
    with (fixture_run.path / "licence-audit.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    by_id = {one["id"]: one for one in fixture_run.articles}
    latest = {row["id"] for row in rows if row["version"] == row["versions"]}
    assert len(latest) == sum(int(row["wire_derived"]) for row in fixture_run.outlets)
    for row in rows:
        one = by_id[row["id"]]
        assert (row["version"] == "1") == (one["version_of"] is None)
        assert row["credit"] == one["credit"]["state"] and row["derivation"] == one["derivation"] != "none"
        named = {source.get("agency") or by_id[source["id"]]["outlet"]
                 for source in one["sources"] if source["relation"] in ("newswire", "translated")}
        assert not row["agency"] or row["agency"] in named
        assert set(row["relation"].split("|")) <= {source["relation"] for source in one["sources"]}
        spans = [tuple(map(int, part.split("-"))) for part in row["passages"].split("|")]
        body = sum(end - begin for begin, end in one["body"])
        assert float(row["share"]) == pytest.approx(sum(end - begin for begin, end in spans) / body, abs=5e-5)
        assert float(row["share"]) <= one["reused_share"] + 5e-5
        if one["language"] == "en":
            words = sum(len(re.findall(r"\w+", texts[row["id"]][begin:end])) for begin, end in spans)
            assert int(row["words_reused"]) == pytest.approx(words, rel=0.05), row["id"]


def test_lag_and_agencies_of_a_known_outlet(fixture_run):
    row = next(row for row in fixture_run.outlets if row["outlet"] == "Harbor Courier")
    assert row["agencies"] == "Meridian Press" and float(row["median_lag_hours"]) > 0
    undated = next(row for row in fixture_run.outlets if row["outlet"] == "Upland Observer")
    assert undated["median_lag_hours"] == ""


def test_stages_follow_one_another(fixture_run):
    run = fixture_run.run
    stages = {stage["name"]: stage for stage in run["stages"]}
    assert list(stages) == ["read", "analyse", "candidates", "align", "reword", "translate", "retell", "attribute",
                            "cluster", "measure"]
    assert stages["read"]["in"] == run["input"]["records"] and stages["read"]["out"] == run["input"]["articles"]
    assert stages["analyse"]["out"] == sum(one["words"] for one in fixture_run.articles)
    assert stages["candidates"]["out"] == stages["align"]["in"]
    assert stages["align"]["out"] <= len(fixture_run.pairs) == stages["cluster"]["in"]
    reworded = [pair for pair in fixture_run.pairs if any(one["kind"] == "reworded" for one in pair["passages"])]
    assert stages["reword"]["out"] == len(reworded)
    assert stages["attribute"]["out"] == sum(one["derivation"] != "none" for one in fixture_run.articles)
    assert stages["cluster"]["out"] == sum(len(cluster["members"]) > 1 for cluster in fixture_run.clusters)
    assert stages["measure"]["out"] == run["recall"]["sample_pairs"]
