// Compressed files made by a test.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirecopy::testing {

inline void AppendLittleEndian(uint32_t value, int bytes, std::string* out) {
  for (int i = 0; i < bytes; ++i) *out += static_cast<char>(value >> (8 * i));
}

// A gzip member (RFC 1952) whose content stands uncompressed in stored blocks (RFC 1951).
inline std::string StoredGzip(std::string_view content) {
  uint32_t crc = ~uint32_t{0};
  for (const char c : content) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
  }
  std::string out("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  for (size_t at = 0; at == 0 || at < content.size(); at += 60'000) {
    const std::string_view block = content.substr(at, 60'000);
    out += static_cast<char>(at + block.size() == content.size());
    AppendLittleEndian(static_cast<uint32_t>(block.size()), 2, &out);
    AppendLittleEndian(~static_cast<uint32_t>(block.size()), 2, &out);
    out += block;
  }
  AppendLittleEndian(~crc, 4, &out);
  AppendLittleEndian(static_cast<uint32_t>(content.size()), 4, &out);
  return out;
}

}  // namespace wirecopy::testing
