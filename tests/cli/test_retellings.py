"""Articles that share no text but utterances and facts: one source told twice, a phrase quoted again, other events."""

from __future__ import annotations

import pytest
from cli_support import RunFolder, Wirecopy, records_of, schema, write_feed
from schema_check import errors

# One press conference on 4 March 2025, translated by two desks; a toast the same evening; and next year's conference.
FIRST = """Wali Kota Tarna Marina Oldfel membuka kembali Pelabuhan Lenmar pada Selasa (4/3/2025) setelah perbaikan selama tiga bulan.

Gubernur Anton Brask hadir bersama Menteri Perikanan Lidia Kornat dan duta besar Osmania.

"Pelabuhan ini milik nelayan, dan kami tidak akan menjual satu dermaga pun kepada perusahaan asing," kata Oldfel di Tarna.

Menurut Brask, kapal penyeberangan ke Pulau Merel berlayar lagi mulai pekan depan dengan tarif lama.

Lembaga Dana Kelautan menanggung biaya pembangunan mercusuar di Tanjung Sorel."""

SECOND = """Setelah tiga bulan ditutup, dermaga di Lenmar ramai lagi. Acara yang berlangsung dua jam itu dipimpin Marina Oldfel.

Hari Selasa (4/3/2025) itu, warga Tarna berdatangan sejak pagi untuk menyaksikan kapal pertama merapat.

"Kami tak pernah akan menjual dermaga mana pun ke perusahaan asing karena pelabuhan ini milik para nelayan," ujar Oldfel.

Anton Brask menjanjikan kapal ke Merel, sedangkan Lidia Kornat berbicara soal izin tangkap.

Acara ditutup dengan doa bersama di Tanjung Sorel."""

TOAST = """Jamuan makan malam di Balai Kota Tarna pada Selasa malam dihadiri ratusan tamu.

"Mari minum untuk kota yang indah, untuk dermaga baru dan untuk semua tukang yang bekerja tanpa lelah di musim dingin," kata Oldfel.

Para tamu menyantap ikan bakar dan kue kelapa sampai larut. Orkestra sekolah memainkan lagu daerah."""

NEXT_YEAR = """Marina Oldfel mengumumkan rencana pembangunan pasar ikan di Tarna pada Rabu (11/3/2026).

Ia mengulang janjinya tahun lalu bahwa pelabuhan itu "milik nelayan" dan tetap begitu, kata juru bicara kota di Lenmar.

Anton Brask tidak hadir. Anggaran pasar itu dibahas dewan bulan depan."""

OTHER = ["""Tim sepak bola Garda menang tipis atas Pelita pada laga tunda di Stadion Wisma, Minggu sore.

"Anak-anak bermain sabar dan disiplin sepanjang babak kedua," kata pelatih Garda, Soni Walat.""",
         """Harga cabai di Pasar Induk Kolem turun sejak awal pekan karena panen di lereng Gunung Ambar.

"Pembeli mulai kembali, tetapi ongkos angkut masih mahal," kata pedagang bernama Yati."""]

ENGLISH = {
    "morning-post": """The reservoir above Calder Vale will be drained on May 12, 2025, said Helen Marsk, who runs Northfell Water.

"We would rather lose a summer of sailing than wait for the old dam to give way," Marsk told residents of Calder Vale.

Engineers from Ostwick found two cracks near the Penrose sluice.""",
    "evening-echo": """Residents of Calder Vale heard from Helen Marsk that sailing on the reservoir is over for this year.

"It is better to lose one summer of sailing than to wait until the old dam gives way," the head of Northfell Water said in Calder Vale.

The cracks at the Penrose sluice came to light in spring, according to Ostwick engineers.""",
    "sports-desk": """Ostwick Rovers lost at home to Penrose Town in front of a thin crowd.

"We defended badly and deserved what we got tonight," said the coach, Ian Fell.""",
}


def record(name: str, text: str, **fields) -> dict:
    return {"id": name, "outlet": f"{name}.example", "language": "id", "text": text, **fields}


@pytest.fixture(scope="module")
def told(binary, tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    texts = {"first": FIRST, "second": SECOND, "toast": TOAST, "next-year": NEXT_YEAR, "football": OTHER[0],
             "market": OTHER[1]}
    records = [record(name, text) for name, text in texts.items()]
    records += [record(name, text, language="en") for name, text in ENGLISH.items()]
    texts.update(ENGLISH)
    feed = write_feed(folder / "feed.jsonl", records)
    wirecopy = Wirecopy(binary, folder)
    result = wirecopy("scan", feed, "-o", folder / "run")
    assert result.code == 0, result.said
    return RunFolder(folder / "run"), texts, wirecopy, result


def facts(pair: dict, texts: dict) -> set[tuple]:
    return {(fact["kind"], fact["same"], texts[pair["a"]][fact["a_begin"]:fact["a_end"]],
             texts[pair["b"]][fact["b_begin"]:fact["b_end"]]) for fact in pair["shared_facts"]}


def test_an_utterance_translated_twice_is_a_common_source(told):
    run, texts, _, _ = told
    pair = run.pair("first", "second")
    assert (pair["relation"], pair["overlap"], pair["passages"]) == ("common-source", "none", [])
    quote = pair["quote_pairs"][0]
    assert texts[pair["a"]][quote["a_begin"]:quote["a_end"]].startswith("Pelabuhan ini milik nelayan")
    assert texts[pair["b"]][quote["b_begin"]:quote["b_end"]].startswith("Kami tak pernah akan menjual")
    found = facts(pair, texts)
    assert ("date", True, "4/3/2025", "4/3/2025") in found
    assert ("name", True, "Lidia Kornat", "Lidia Kornat") in found
    assert ("number", True, "tiga bulan", "tiga bulan") in found


def test_pairs_keep_to_the_schema(told):
    run, _, _, _ = told
    for pair in records_of(run, "pairs.jsonl"):
        assert not list(errors(pair, schema("pairs.jsonl")))


def test_the_same_in_english(told):
    run, texts, _, _ = told
    pair = run.pair("morning-post", "evening-echo")
    assert pair["relation"] == "common-source" and len(pair["quote_pairs"]) == 1
    assert ("name", True, "Northfell Water", "Northfell Water") in facts(pair, texts)


def test_other_events_and_other_words_of_the_speaker_are_apart(told):
    run, _, _, _ = told
    sure = {frozenset((pair["a"], pair["b"])) for pair in run.pairs if pair["relation"] == "common-source"}
    assert sure == {frozenset(("first", "second")), frozenset(("morning-post", "evening-echo"))}


def test_a_phrase_quoted_again_is_no_common_source(told):
    run, texts, _, _ = told
    pair = run.pair("first", "next-year") or run.pair("second", "next-year")
    assert pair["relation"] == "quotation"
    assert any(kind == "date" and not same for kind, same, _, _ in facts(pair, texts))


def test_the_report_summary_and_explanation_tell_it(told):
    run, _, wirecopy, result = told
    assert "no shared text but the same utterances or event" in result.out
    said = wirecopy("explain", run.path, "second", "first")
    assert said.code == 0, said.said
    assert "Reported as common-source: they share no text, but 1 utterances" in said.out
    assert "Pelabuhan ini milik nelayan" in said.out and "4/3/2025 | 4/3/2025" in said.out


def test_left_out_on_request(told, tmp_path):
    run, _, wirecopy, _ = told
    assert wirecopy("scan", run.path.parent / "feed.jsonl", "-o", tmp_path / "run", "--without", "retellings").code == 0
    assert RunFolder(tmp_path / "run").pairs == []
