// What a line's form alone tells, whatever the words: a sentence, a date, a dateline, a name, a sign-off. All sizes are
// bytes unless they count words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wirecopy {

// A sentence's length, or a sentence's end.
bool LooksLikeProse(std::string_view line, size_t words);

// A full stop, question or quotation mark, colon, in the scripts that have their own.
bool EndsSentence(std::string_view line);

// Begins with a small letter.
bool BeginsSmall(std::string_view line);

// Holds no small letter.
bool HasNoSmall(std::string_view text);

// Holds a hyphen or a dash.
bool HoldsDash(std::string_view text);

// A name on a line of its own; not a sentence that begins with "Editor".
bool IsByline(std::string_view line, size_t words);

// Only a date or a time: digits, and few words.
bool IsDateLine(std::string_view line, size_t words);

// "...in the square./Jane Roe" at the end.
bool EndsWithSlashedName(std::string_view line);

// Bytes to behind the dash of `PLACE, Month 3 (Agency) -` at the begin.
std::optional<uint32_t> DatelineBytes(std::string_view line);

// "***", "-30-" or "[ab/cd]" at the end.
struct EndMark {
  uint32_t bytes = 0;
  bool initials = false;  // somebody's, in brackets
};
std::optional<EndMark> FindEndMark(std::string_view line);

}  // namespace wirecopy
