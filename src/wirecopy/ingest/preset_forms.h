// How the value of a rule in data/presets.tsv is read.
#pragma once

#include <string>
#include <string_view>

#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

bool IsPresetForm(std::string_view form);

// Empty where the record has no such value. The form `cut` notes in the record that it is not whole.
std::string ReadForm(std::string_view form, const std::string& source, Record* record);

// The host of an address, in lower case, without `www.` and port; empty where there is none.
std::string HostOf(std::string_view url);

}  // namespace wirecopy
