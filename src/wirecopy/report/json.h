// JSON as the run folder has it: RapidJSON's writer with the project's habits.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "wirecopy/base/span.h"

namespace wirecopy {

class Json {
 public:
  void Open() { writer_.StartObject(); }
  void Close() { writer_.EndObject(); }
  void OpenList() { writer_.StartArray(); }
  void CloseList() { writer_.EndArray(); }
  void Key(std::string_view name) { writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

  void Value(std::string_view text) { writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); }
  void Value(const char* text) { Value(std::string_view(text)); }
  void Value(bool value) { writer_.Bool(value); }
  void Value(uint32_t value) { writer_.Uint(value); }
  void Value(uint64_t value) { writer_.Uint64(value); }
  void Value(int value) { writer_.Int(value); }
  // Rounded to four decimals: the same on every machine, and finer than anything that is measured.
  void Value(double value) { writer_.Double(std::round(value * 1e4) / 1e4); }
  void Value(Span span) {
    OpenList();
    Value(span.begin);
    Value(span.end);
    CloseList();
  }
  void Null() { writer_.Null(); }

  template <typename T>
  void Field(std::string_view name, const T& value) {
    Key(name);
    Value(value);
  }
  // A string, or null when it is empty.
  void FieldOrNull(std::string_view name, std::string_view text) {
    Key(name);
    text.empty() ? Null() : Value(text);
  }

  // The document so far, and an empty writer.
  std::string Take() {
    std::string text(buffer_.GetString(), buffer_.GetSize());
    buffer_.Clear();
    writer_.Reset(buffer_);
    return text;
  }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace wirecopy
