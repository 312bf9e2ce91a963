#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/gzip.h"
#include "tests/support/records.h"
#include "wirecopy/ingest/http_body.h"

namespace wirecopy {
namespace {

using Strings = std::vector<std::string>;
using testing::ArticlesOf;
using testing::RecordsOf;

const std::string kPage =
    "<html lang=en><head><title>T</title></head><body><p>The harbour authority said on Tuesday that the bridge, which "
    "is "
    "old, stays shut until spring.</p><p>AFP</p></body></html>";

std::string WarcRecord(const std::string& type, const std::string& headers, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\n" + headers + "Content-Length: " + std::to_string(block.size()) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string Response(const std::string& id, const std::string& page, const std::string& headers = "") {
  return WarcRecord("response",
                    "WARC-Record-ID: <urn:uuid:" + id + ">\r\nWARC-Target-URI: https://www.a.example/" + id +
                        "\r\nWARC-Date: 2026-03-07T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + headers + "\r\n" + page);
}

std::string Metadata(const std::string& id, const std::string& json) {
  return WarcRecord("metadata",
                    "WARC-Refers-To: <urn:uuid:" + id + ">\r\nContent-Type: application/x.mediacloud-indexer+json\r\n",
                    json);
}

std::string Fields(const Record& record, std::string_view name) {
  const std::string* value = record.Find(name);
  return value == nullptr ? "-" : *value;
}

TEST_CASE("Pages of a WARC are articles, with the date of the crawl apart") {
  const std::string warc = WarcRecord("warcinfo", "", "software: x\r\n") + WarcRecord("request", "", "GET /") +
                           Response("1", kPage) + WarcRecord("dns", "", "x") + Response("2", kPage);
  for (const char* name : {"a.warc", "a.warc.gz", "stdin"}) {
    const auto read = RecordsOf(name, warc);
    INFO(name);
    REQUIRE(read.records.size() == 2);
    CHECK(read.errors.empty());
    CHECK(read.records[0].place == "record 3");
    CHECK(Fields(read.records[0], "url") == "https://www.a.example/1");
    CHECK(Fields(read.records[0], "outlet") == "a.example");
    CHECK(Fields(read.records[0], "published") == "-");
    CHECK(Fields(read.records[0], "fetched") == "2026-03-07T12:00:00Z");
    CHECK_THAT(Fields(read.records[0], "text"), Catch::EndsWith("\n\nAFP"));
  }
}

TEST_CASE("Media Cloud's metadata fill what the page does not say, those of another page do not") {
  const std::string about =
      R"({"rss_entry":{"domain":"feed.example"},"content_metadata":{"canonical_domain":"own.example",)"
      R"("publication_date":"2026-03-05","article_title":"Not this","language":"de","text_content":"x"}})";
  const auto read = RecordsOf("a.warc", Response("1", kPage) + Metadata("1", about) + Response("2", kPage) +
                                            Metadata("1", about) + Response("3", kPage));
  REQUIRE(read.records.size() == 3);
  CHECK(Fields(read.records[0], "published") == "2026-03-05");
  CHECK(Fields(read.records[0], "outlet") == "own.example");
  CHECK(Fields(read.records[0], "title") == "T");
  CHECK(Fields(read.records[0], "language") == "en");
  CHECK(Fields(read.records[1], "published") == "-");
  CHECK(Fields(read.records[2], "published") == "-");
}

TEST_CASE("Chunked and compressed bodies are unpacked, one that was unpacked before it was stored is taken as it is") {
  const std::string gzip = testing::StoredGzip(kPage);
  const auto chunked = [](const std::string& body) {
    char size[32];
    std::snprintf(size, sizeof(size), "%zx", body.size() - 10);
    return "a\r\n" + body.substr(0, 10) + "\r\n" + size + ";x=y\r\n" + body.substr(10) + "\r\n0\r\n\r\n";
  };
  for (const std::string& record :
       {Response("1", chunked(kPage), "Transfer-Encoding: chunked\r\n"),
        Response("1", gzip, "Content-Encoding: gzip\r\n"),
        Response("1", chunked(gzip), "content-encoding: gzip\r\ntransfer-encoding: Chunked\r\n"),
        Response("1", kPage, "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n")}) {
    const auto read = RecordsOf("a.warc", record);
    REQUIRE(read.records.size() == 1);
    CHECK_THAT(Fields(read.records[0], "text"), Catch::EndsWith("\n\nAFP"));
  }
  const auto brotli = RecordsOf("a.warc", Response("1", "\x8b\x02\x80", "Content-Encoding: br\r\n"));
  CHECK(brotli.errors == Strings{"record 1: https://www.a.example/1: compressed by `br`, which is not read"});
}

TEST_CASE("A body that unpacks to more than a page may have is an error") {
  const std::string bomb = testing::StoredGzip(std::string(300'000, ' '));
  const auto read = ReadHttp("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb, 200'000);
  REQUIRE_FALSE(read.ok());
  CHECK_THAT(std::string(read.status().message()), Catch::Contains("unpacks to more"));
}

TEST_CASE("What is no page is left out without a word: pictures, errors of servers, redirects") {
  const std::string picture = WarcRecord("response", "Content-Type: application/http\r\n",
                                         "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG");
  const std::string missing = WarcRecord("response", "Content-Type: application/http\r\n",
                                         "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + kPage);
  const auto read = RecordsOf("a.warc", picture + missing + Response("1", kPage));
  CHECK(read.records.size() == 1);
  CHECK(read.errors.empty());
}

TEST_CASE("The plain text of a conversion record is the text") {
  const auto read = RecordsOf("a.warc.wet", WarcRecord("conversion",
                                                       "WARC-Target-URI: <https://a.example/x>\r\n"
                                                       "Content-Type: text/plain\r\n",
                                                       "Words.\n"));
  REQUIRE(read.records.size() == 1);
  CHECK(Fields(read.records[0], "url") == "https://a.example/x");
  CHECK(Fields(read.records[0], "text") == "Words.\n");
}

TEST_CASE("A record that is cut off, and bytes that are none, are named, the rest is kept") {
  const std::string whole = Response("1", kPage) + Response("2", kPage);
  const auto cut = RecordsOf("a.warc", whole.substr(0, whole.size() - 40));
  CHECK(cut.records.size() == 1);
  REQUIRE(cut.errors.size() == 1);
  CHECK_THAT(cut.errors[0], Catch::StartsWith("record 2: cut off after "));
  const auto strange = RecordsOf("a.warc", Response("1", kPage) + "garbage\r\n" + Response("2", kPage));
  CHECK(strange.records.size() == 2);
  REQUIRE(strange.errors.size() == 1);
  CHECK_THAT(strange.errors[0], Catch::StartsWith("record 2: "));
  const auto endless = RecordsOf("a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + Response("2", kPage));
  CHECK(endless.records.size() == 1);
  REQUIRE(endless.errors.size() == 1);
  CHECK_THAT(endless.errors[0], Catch::Contains("no Content-Length"));
}

TEST_CASE("A record that says it is huge costs no memory") {
  const auto read = RecordsOf("a.warc",
                              "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
                              "Content-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
  REQUIRE(read.errors.size() == 1);
  CHECK_THAT(read.errors[0], Catch::Contains("cut off after"));
}

}  // namespace
}  // namespace wirecopy
