"""What one scraper writes of the pages in a folder; run by make_samples.sh in that scraper's own environment.

Usage: samples.py TOOL PAGES OUT
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import datetime
from pathlib import Path

URLS = {
    "harbor-courier-bridge": "https://www.harborcourier.example/news/2026/03/old-swing-bridge-shut",
    "hafenbote-faehren": "https://hafenbote.example/lokales/faehren-suederoog.html",
    "suara-teluk-banjir": "https://suarateluk.example/daerah/banjir-kembara",
}
FETCHED = "2026-03-07T12:00:00Z"


def pages(folder: Path) -> list[tuple[str, str, bytes]]:
    return [(name, url, (folder / f"{name}.html").read_bytes()) for name, url in URLS.items()]


def decoded(raw: bytes) -> str:
    return raw.decode("cp1252" if b"iso-8859-1" in raw else "utf-8")


def news_please(folder: Path, out: Path) -> None:
    """One object a file as its crawler writes it (JsonFileStorage), as its CC-NEWS script does, and with "None"."""
    from newsplease import NewsPlease
    from newsplease.pipeline.pipelines import ExtractedInformationStorage

    for name, url, raw in pages(folder):
        article = NewsPlease.from_html(decoded(raw), url=url)
        if name == "harbor-courier-bridge":
            with (out / "news-please-cc-news.json").open("w", encoding="utf-8") as stream:
                json.dump(article.__dict__, stream, default=str, indent=4, sort_keys=True, ensure_ascii=False)
        elif name == "suara-teluk-banjir":
            with (out / "news-please-library.json").open("w", encoding="utf-8") as stream:
                json.dump(article.get_serializable_dict(), stream, indent=4, sort_keys=True)
        else:
            item = {
                "article_author": article.authors, "download_date": "2026-03-07 12:00:00",
                "modified_date": "2026-03-07 12:00:00", "article_publish_date": str(article.date_publish or ""),
                "article_description": article.description, "filename": f"{name}_1772884800.html",
                "article_image": article.image_url, "article_language": article.language, "local_path": f"data/{name}.html",
                "article_title": article.title, "html_title": article.title_page or "", "rss_title": "",
                "source_domain": article.source_domain, "article_text": article.maintext, "url": url,
            }
            with (out / "news-please-crawler.json").open("w", encoding="utf-8") as stream:
                json.dump(ExtractedInformationStorage.extract_relevant_info(item), stream, ensure_ascii=False)


def trafilatura(folder: Path, out: Path) -> None:
    """JSON Lines as `trafilatura --json` writes them, and its tab-separated files without header."""
    from trafilatura import extract

    with (out / "trafilatura.jsonl").open("w", encoding="utf-8") as lines, \
            (out / "trafilatura.csv").open("w", encoding="utf-8", newline="") as cells:
        for _, url, raw in pages(folder):
            lines.write(extract(raw, url=url, output_format="json", with_metadata=True) + "\n")
            cells.write(extract(raw, url=url, output_format="csv", with_metadata=True))


def newspaper4k(folder: Path, out: Path) -> None:
    """Its command line, for JSON and for CSV."""
    import contextlib

    from newspaper.cli import main

    for kind in ("json", "csv"):
        for name, url, _ in pages(folder):
            if name == "hafenbote-faehren":
                continue
            target = out / f"newspaper4k-{name}.{kind}"
            target.unlink(missing_ok=True)
            argv = sys.argv
            language = "id" if name == "suara-teluk-banjir" else "en"
            sys.argv = ["newspaper", "--url", url, "--language", language, "--html-from-file", str(folder / f"{name}.html"), "--skip-nlp",
                        "--skip-fetch-images", "--output-format", kind, "--output-file", str(target)]
            with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
                main()
            sys.argv = argv


def fundus(folder: Path, out: Path) -> None:
    """An array as `Crawler.crawl(save_to_file=...)` writes it, with a parser for our own page: those that come with the
    tool are for real outlets."""
    from fundus.parser import ArticleBody, BaseParser, attribute
    from fundus.parser.utility import (extract_article_body_with_selector, generic_author_parsing,
                                       generic_date_parsing)
    from fundus.scraping.article import Article
    from lxml.etree import XPath

    class HarborCourier(BaseParser):
        @attribute
        def body(self) -> ArticleBody | None:
            return extract_article_body_with_selector(
                self.precomputed.doc, paragraph_selector=XPath("//div[@class='article-body']/p"),
                summary_selector=XPath("//figcaption"))

        @attribute
        def authors(self) -> list[str]:
            return generic_author_parsing(self.precomputed.ld.bf_search("author"))

        @attribute
        def publishing_date(self) -> datetime | None:
            return generic_date_parsing(self.precomputed.ld.bf_search("datePublished"))

        @attribute
        def title(self) -> str | None:
            return self.precomputed.meta.get("og:title")

        @attribute
        def topics(self) -> list[str]:
            return []

    extraction = HarborCourier().parse((folder / "harbor-courier-bridge.html").read_text(encoding="utf-8"), "raise")
    article = Article(html=None, **extraction)
    record = article.to_json()
    # The tool walks over a set: its order is another each time.
    with (out / "fundus.json").open("w", encoding="utf-8") as stream:
        stream.write(json.dumps([dict(sorted(record.items()))], ensure_ascii=False, indent=4))


def datatrove(_: Path, out: Path) -> None:
    """JSON Lines of its writer, with the texts of the sample of trafilatura and the date that its WARC reader gives."""
    from datatrove.data import Document
    from datatrove.pipeline.writers import JsonlWriter

    records = [json.loads(line) for line in (out / "trafilatura.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = [Document(text=record["text"], id=f"<urn:uuid:{number}>",
                          metadata={"url": record["source"], "date": FETCHED}) for number, record in enumerate(records)]
    writer = JsonlWriter(str(out), compression=None, output_filename="datatrove-${rank}.jsonl")
    list(writer(documents, rank=0, world_size=1))


def warcio(folder: Path, out: Path) -> None:
    """A WARC as CC-NEWS has them, and one as Media Cloud writes them: each page with a record of what is known of it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    def ids():
        number = 0
        while True:
            number += 1
            yield f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"

    def write(writer, names, url, kind, payload, http=None, **headers):
        record = writer.create_warc_record(
            url, kind, payload=io.BytesIO(payload), http_headers=http,
            warc_content_type=headers.pop("content_type", ""),
            warc_headers_dict={"WARC-Record-ID": next(names), "WARC-Date": FETCHED, **headers})
        writer.write_record(record)
        return record.rec_headers.get_header("WARC-Record-ID")

    def response(raw, encoding="", chunked=False):
        headers = [("Content-Type", "text/html; charset=iso-8859-1" if b"iso-8859-1" in raw else "text/html")]
        body = raw
        if encoding:
            body = gzip.compress(raw, mtime=0)
            headers.append(("Content-Encoding", encoding))
        if chunked:
            parts = [body[at:at + 1000] for at in range(0, len(body), 1000)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
            headers.append(("Transfer-Encoding", "chunked"))
        return body, StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")

    with (out / "cc-news.warc.gz").open("wb") as stream:
        writer, names = WARCWriter(stream, gzip=True), ids()
        write(writer, names, None, "warcinfo", b"software: wirecopy samples\r\n", content_type="application/warc-fields")
        for number, (_, url, raw) in enumerate(pages(folder)):
            write(writer, names, url, "request", b"GET / HTTP/1.1\r\n\r\n",
                  content_type="application/http; msgtype=request")
            body, http = response(raw, "gzip" if number == 1 else "", chunked=number == 2)
            write(writer, names, url, "response", body, http)
    with (out / "media-cloud.warc.gz").open("wb") as stream:
        writer, names = WARCWriter(stream, gzip=True), ids()
        for name, url, raw in pages(folder):
            body, http = response(raw)
            record_id = write(writer, names, url, "response", body, http)
            host = url.split("/")[2].removeprefix("www.")
            about = {
                "rss_entry": {"link": url, "title": None, "domain": host, "pub_date": None, "fetch_date": "2026-03-07",
                              "source_url": f"https://{host}/feed", "source_feed_id": 1, "source_source_id": 1},
                "http_metadata": {"response_code": 200, "fetch_timestamp": 1772884800.0, "final_url": url,
                                  "encoding": "utf-8"},
                "content_metadata": {"original_url": url, "url": url, "normalized_url": url.split("://")[1],
                                     "canonical_domain": host, "publication_date": "2026-03-05 00:00:00",
                                     "language": "en", "full_language": "en",
                                     "text_extraction_method": "trafilatura",
                                     "article_title": name, "normalized_article_title": name, "text_content": name,
                                     "is_homepage": False, "is_shortened": False, "canonical_url": url},
            }
            write(writer, names, url, "metadata", json.dumps(about).encode(),
                  content_type="application/x.mediacloud-indexer+json", **{"WARC-Refers-To": record_id})


if __name__ == "__main__":
    {"news-please": news_please, "trafilatura": trafilatura, "newspaper4k": newspaper4k, "fundus": fundus,
     "datatrove": datatrove, "warcio": warcio}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
