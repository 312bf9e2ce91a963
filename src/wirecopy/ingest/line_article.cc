// simdjson's on-demand interface (Keiser, Lemire 2024) walks over a line once and unpacks the strings that are asked
// for.
#include "wirecopy/ingest/line_article.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <deque>
#include <span>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/line_chunks.h"

namespace wirecopy {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(kLinePadding >= simdjson::SIMDJSON_PADDING);

struct Field {
  std::string_view name;
  std::string_view LineArticle::*member;
};

constexpr std::array<Field, 6> kFields = {{
    {"id", &LineArticle::id},
    {"url", &LineArticle::url},
    {"outlet", &LineArticle::outlet},
    {"published", &LineArticle::published},
    {"title", &LineArticle::title},
    {"text", &LineArticle::text},
}};

// Deeper nesting is taken for an attack, as the parser of whole documents does.
constexpr int kMostDepth = 1024;

// RFC 8259, section 6.
bool IsNumber(std::string_view token) {
  const auto digits = [&] {
    const size_t end = std::min(token.find_first_not_of("0123456789"), token.size());
    token.remove_prefix(end);
    return end;
  };
  const auto skip = [&](std::string_view any) {
    const bool there = !token.empty() && any.find(token[0]) != std::string_view::npos;
    if (there) token.remove_prefix(1);
    return there;
  };
  skip("-");
  const bool zero = token.starts_with('0');
  const size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (skip(".") && digits() == 0) return false;
  if (skip("eE")) {
    skip("+-");
    if (digits() == 0) return false;
  }
  return token.empty();
}

// A number, true, false or null without the space behind it.
std::string_view TokenOf(ondemand::value value) {
  std::string_view token = value.raw_json_token();
  token.remove_suffix(token.size() - 1 - token.find_last_not_of(" \t\r\n"));
  return token;
}

// The parser looks into nothing that nobody asks for; the record is written again as it came, so all of it must be
// JSON.
simdjson::error_code Check(ondemand::value value, int depth) {
  if (depth > kMostDepth) return simdjson::DEPTH_ERROR;
  ondemand::json_type type;
  if (const auto code = value.type().get(type); code != simdjson::SUCCESS) return code;
  switch (type) {
    case ondemand::json_type::array: {
      ondemand::array list;
      if (const auto code = value.get_array().get(list); code != simdjson::SUCCESS) return code;
      for (auto result : list) {
        if (const auto code = result.error(); code != simdjson::SUCCESS) return code;
        if (const auto code = Check(result.value_unsafe(), depth + 1); code != simdjson::SUCCESS) return code;
      }
      return simdjson::SUCCESS;
    }
    case ondemand::json_type::object: {
      ondemand::object object;
      if (const auto code = value.get_object().get(object); code != simdjson::SUCCESS) return code;
      for (auto result : object) {
        ondemand::field field;
        if (const auto code = std::move(result).get(field); code != simdjson::SUCCESS) return code;
        std::string_view key;
        if (const auto code = field.unescaped_key().get(key); code != simdjson::SUCCESS) return code;
        if (const auto code = Check(field.value(), depth + 1); code != simdjson::SUCCESS) return code;
      }
      return simdjson::SUCCESS;
    }
    case ondemand::json_type::string: {
      std::string_view text;
      return value.get_string().get(text);
    }
    case ondemand::json_type::number:
      return IsNumber(TokenOf(value)) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
    case ondemand::json_type::boolean: {
      const std::string_view token = TokenOf(value);
      return token == "true" ? simdjson::SUCCESS : token == "false" ? simdjson::SUCCESS : simdjson::F_ATOM_ERROR;
    }
    case ondemand::json_type::null:
      break;
  }
  return TokenOf(value) == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
}

absl::Status Broken(simdjson::error_code code) {
  return absl::InvalidArgumentError(absl::StrCat("broken JSON: ", simdjson::error_message(code)));
}

}  // namespace

class LineParser::Impl {
 public:
  explicit Impl(const std::vector<std::pair<std::string, std::string>>& map) {
    for (const Field& field : kFields) {
      const auto mapped =
          std::find_if(map.begin(), map.end(), [&](const auto& rule) { return rule.first == field.name; });
      wanted_.push_back({mapped == map.end() ? std::string(field.name) : mapped->second, field.member});
    }
  }

  absl::Status Parse(std::string_view line, LineArticle* article) {
    *article = {};
    joined_.clear();
    if (line.size() > kMostLineBytes) {
      return absl::InvalidArgumentError(absl::StrCat("longer than ", kMostLineBytes >> 20, " MiB"));
    }
    ondemand::document document;
    auto code = parser_.iterate(line.data(), line.size(), line.size() + kLinePadding).get(document);
    ondemand::object object;
    if (code == simdjson::SUCCESS) code = document.get_object().get(object);
    if (code == simdjson::INCORRECT_TYPE) return absl::InvalidArgumentError("not a JSON object");
    if (code == simdjson::SUCCESS) code = ReadObject(object, "", article);
    if (code == simdjson::SUCCESS && document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
      code = simdjson::TRAILING_CONTENT;
    }
    if (code == simdjson::SUCCESS) return absl::OkStatus();
    *article = {};
    return Broken(code);
  }

 private:
  struct Wanted {
    std::string path;  // `source.name` is `name` inside the object `source`
    std::string_view LineArticle::*member;
  };

  // The first of equal names counts.
  simdjson::error_code ReadObject(ondemand::object object, std::string_view prefix, LineArticle* article) {
    for (auto result : object) {
      ondemand::field field;
      if (const auto code = std::move(result).get(field); code != simdjson::SUCCESS) return code;
      std::string_view key;
      if (const auto code = field.unescaped_key().get(key); code != simdjson::SUCCESS) return code;
      if (const auto code = ReadValue(field.value(), prefix, key, article); code != simdjson::SUCCESS) return code;
    }
    return simdjson::SUCCESS;
  }

  // Of the field `key` and, if it is an object, those inside it. One value may fill several fields of the article.
  simdjson::error_code ReadValue(ondemand::value value, std::string_view prefix, std::string_view key,
                                 LineArticle* article) {
    std::array<const Wanted*, kFields.size()> wanted_here{};
    size_t here = 0;
    bool inside = false;
    for (const Wanted& wanted : wanted_) {
      std::string_view rest(wanted.path);
      if (!rest.starts_with(prefix)) continue;
      rest.remove_prefix(prefix.size());
      if (!rest.starts_with(key)) continue;
      rest.remove_prefix(key.size());
      if (rest.empty() && (article->*wanted.member).empty()) wanted_here[here++] = &wanted;
      inside = inside || rest.starts_with('.');
    }
    if (here == 0 && !inside) return Check(value, 1);
    ondemand::json_type type;
    if (const auto code = value.type().get(type); code != simdjson::SUCCESS) return code;
    if (type == ondemand::json_type::object && inside) {
      ondemand::object inner;
      const auto code = value.get_object().get(inner);
      const std::string within = absl::StrCat(std::string(prefix), std::string(key), ".");
      return code == simdjson::SUCCESS ? ReadObject(inner, within, article) : code;
    }
    if (here == 0) return Check(value, 1);
    std::string_view text;
    if (type == ondemand::json_type::string) {
      if (const auto code = value.get_string().get(text); code != simdjson::SUCCESS) return code;
    } else if (type == ondemand::json_type::array) {
      if (const auto code = Join(value, &text); code != simdjson::SUCCESS) return code;
    } else {
      if (type == ondemand::json_type::number) text = TokenOf(value);
      if (const auto code = Check(value, 1); code != simdjson::SUCCESS) return code;
    }
    for (const Wanted* wanted : std::span(wanted_here).first(here)) article->*wanted->member = text;
    return simdjson::SUCCESS;
  }

  // The strings of a list, as the readers of other formats join them.
  simdjson::error_code Join(ondemand::value value, std::string_view* text) {
    ondemand::array list;
    if (const auto code = value.get_array().get(list); code != simdjson::SUCCESS) return code;
    std::string& joined = joined_.emplace_back();
    for (auto result : list) {
      if (const auto code = result.error(); code != simdjson::SUCCESS) return code;
      ondemand::value item = result.value_unsafe();
      ondemand::json_type type;
      if (const auto code = item.type().get(type); code != simdjson::SUCCESS) return code;
      if (type != ondemand::json_type::string) {
        if (const auto code = Check(item, 2); code != simdjson::SUCCESS) return code;
        continue;
      }
      std::string_view one;
      if (const auto code = item.get_string().get(one); code != simdjson::SUCCESS) return code;
      absl::StrAppend(&joined, joined.empty() ? "" : ", ", std::string(one));
    }
    *text = joined;
    return simdjson::SUCCESS;
  }

  ondemand::parser parser_;
  std::vector<Wanted> wanted_;
  std::deque<std::string> joined_;  // of the record at hand
};

LineParser::LineParser(const std::vector<std::pair<std::string, std::string>>& map)
    : impl_(std::make_unique<Impl>(map)) {}
LineParser::~LineParser() = default;
absl::Status LineParser::Parse(std::string_view line, LineArticle* article) { return impl_->Parse(line, article); }

}  // namespace wirecopy
