// JSON Lines, and a JSON array or object; parsing by simdjson (Langdale, Lemire 2019), which also proves the UTF-8.
#include <simdjson.h>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/blank.h"
#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {
namespace {

namespace dom = simdjson::dom;

void AddFields(const dom::object& object, const std::string& prefix, Record* record);

void AddValue(const dom::element& value, std::string name, Record* record) {
  switch (value.type()) {
    case dom::element_type::STRING:
      record->fields.emplace_back(std::move(name), std::string(value.get_string().value()));
      break;
    case dom::element_type::OBJECT:
      AddFields(value.get_object().value(), name + ".", record);
      break;
    case dom::element_type::ARRAY: {
      const dom::array list = value.get_array().value();
      std::string joined;
      for (const dom::element item : list) {
        std::string_view text;
        if (item.get_string().get(text) == simdjson::SUCCESS)
          absl::StrAppend(&joined, joined.empty() ? "" : ", ", std::string(text));
      }
      if (!joined.empty()) record->fields.emplace_back(std::move(name), std::move(joined));
      break;
    }
    case dom::element_type::NULL_VALUE:
      break;  // as if the field were absent
    default:
      record->fields.emplace_back(std::move(name), simdjson::minify(value));
  }
}

void AddFields(const dom::object& object, const std::string& prefix, Record* record) {
  for (const dom::key_value_pair field : object) {
    AddValue(field.value, prefix + std::string(field.key), record);
  }
}

absl::Status Broken(const std::string& place, simdjson::error_code code) {
  return absl::InvalidArgumentError(
      absl::StrCat(place, place.empty() ? "" : ": ", "broken JSON: ", simdjson::error_message(code)));
}

absl::StatusOr<Record> ToRecord(const dom::element& element, std::string place) {
  Record record{std::move(place), {}};
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(absl::StrCat(record.place, ": not a JSON object"));
  }
  for (const dom::key_value_pair field : object) record.keys.emplace_back(field.key);
  AddFields(object, "", &record);
  return record;
}

class JsonLines : public RecordReader {
 public:
  explicit JsonLines(BufferedInput input) : input_(std::move(input)) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    while (input_.NextLine(&line_)) {
      ++number_;
      if (IsBlank(line_)) continue;
      std::string place = absl::StrCat("line ", number_);
      line_.reserve(line_.size() + simdjson::SIMDJSON_PADDING);
      dom::element element;
      if (const auto code = parser_.parse(line_).get(element); code != simdjson::SUCCESS) return Broken(place, code);
      absl::StatusOr<Record> record = ToRecord(element, std::move(place));
      if (!record.ok()) return record.status();
      record->json = line_;
      return std::optional<Record>(*std::move(record));
    }
    return std::nullopt;
  }

  absl::Status Ending() const override { return input_.status(); }

 private:
  BufferedInput input_;
  dom::parser parser_;
  std::string line_;
  uint64_t number_ = 0;
};

class JsonDocument : public RecordReader {
 public:
  explicit JsonDocument(BufferedInput input) : input_(std::move(input)), json_(input_.ReadAll()) {}

  absl::StatusOr<std::optional<Record>> Next() override {
    if (!parsed_) {
      parsed_ = true;
      json_.reserve(json_.size() + simdjson::SIMDJSON_PADDING);
      dom::element document;
      if (const auto code = parser_.parse(json_).get(document); code != simdjson::SUCCESS) return Broken("", code);
      dom::array array;
      // The answer of a news service is an object around the list.
      const bool answer = document.is_object() && document["text"].error() != simdjson::SUCCESS;
      if (document.get_array().get(array) == simdjson::SUCCESS ||
          (answer && document["articles"].get_array().get(array) == simdjson::SUCCESS)) {
        for (const dom::element item : array) items_.push_back(item);
        single_ = false;
      } else {
        items_.push_back(document);
      }
    }
    if (at_ == items_.size()) return std::nullopt;
    const size_t number = ++at_;
    absl::StatusOr<Record> record = ToRecord(items_[number - 1], single_ ? "" : absl::StrCat("element ", number));
    if (!record.ok()) return record.status();
    record->json = simdjson::minify(items_[number - 1]);
    return std::optional<Record>(*std::move(record));
  }

  absl::Status Ending() const override { return input_.status(); }

 private:
  BufferedInput input_;
  std::string json_;
  dom::parser parser_;
  std::vector<dom::element> items_;
  size_t at_ = 0;
  bool parsed_ = false;
  bool single_ = true;
};

}  // namespace

std::unique_ptr<RecordReader> JsonLinesReader(BufferedInput input) {
  return std::make_unique<JsonLines>(std::move(input));
}

absl::StatusOr<Record> JsonRecord(std::string_view json, std::string place) {
  dom::parser parser;
  dom::element element;
  if (const auto code = parser.parse(simdjson::padded_string(json)).get(element); code != simdjson::SUCCESS)
    return Broken(place, code);
  absl::StatusOr<Record> record = ToRecord(element, std::move(place));
  if (record.ok()) record->json = json;
  return record;
}

std::unique_ptr<RecordReader> JsonDocumentReader(BufferedInput input) {
  return std::make_unique<JsonDocument>(std::move(input));
}

}  // namespace wirecopy
