// The keys are the options of `dedup`, and a few more; they are read by the parser of the command line, so each means
// the same in both places.
#include "wirecopy/cli/nightly_config.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "wirecopy/base/table.h"

namespace wirecopy {
namespace {

void AddKeys(CLI::App* app, NightlyConfig* config, std::vector<std::string>* fail_on) {
  DedupCommand& dedup = config->dedup;
  app->add_option("--input", dedup.inputs)->required();
  app->add_option("--index", dedup.index.folder)->required();
  app->add_option("--window", dedup.index.window);
  app->add_option("--output", dedup.output)->required();
  AddLayoutOptions(app, &dedup.layout);
  app->add_flag("--drop", dedup.annotate.drop);
  app->add_flag("--annotations-only", dedup.annotate.annotations_only);
  AddDedupOptions(app, &dedup);
  app->add_option("--digest", config->digest);
  app->add_option("--expire", config->expire);
  app->add_option("--fail-on", *fail_on)->check(CLI::IsMember({"alarm", "uncredited"}));
}

absl::Status Wrong(const std::string& path, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", std::string(what)));
}

// As it would be typed, last word first.
absl::StatusOr<std::vector<std::string>> ToArguments(const std::string& path, const std::string& text) {
  std::istringstream stream(text);
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(stream);
  } catch (const CLI::Error& error) {
    return Wrong(path, error.what());
  }
  std::vector<std::string> arguments;
  for (const CLI::ConfigItem& item : items) {
    if (!item.parents.empty()) return Wrong(path, absl::StrCat("holds no sections, as ", item.fullname()));
    for (const std::string& value : item.inputs) arguments.push_back(absl::StrCat("--", item.name, "=", value));
  }
  std::reverse(arguments.begin(), arguments.end());
  return arguments;
}

}  // namespace

absl::StatusOr<NightlyConfig> ReadNightlyConfig(const std::string& path, const std::string& night) {
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  absl::StatusOr<std::vector<std::string>> arguments = ToArguments(path, *text);
  if (!arguments.ok()) return arguments.status();
  NightlyConfig config;
  std::vector<std::string> fail_on;
  CLI::App app;
  AddKeys(&app, &config, &fail_on);
  try {
    app.parse(*arguments);
  } catch (const CLI::ParseError& error) {
    return Wrong(path, error.what());
  }
  config.fail_on_alarm = std::find(fail_on.begin(), fail_on.end(), "alarm") != fail_on.end();
  config.fail_on_uncredited = std::find(fail_on.begin(), fail_on.end(), "uncredited") != fail_on.end();
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const auto place = [&](std::string* name) {
    if (name->empty() || *name == "-") return;
    *name = (folder / absl::StrReplaceAll(*name, {{"{night}", night}})).string();
  };
  for (std::string& input : config.dedup.inputs) place(&input);
  for (std::string* name : {&config.dedup.index.folder, &config.dedup.output, &config.digest, &config.dedup.outlets,
                            &config.dedup.agencies}) {
    place(name);
  }
  config.dedup.index.night = night;
  return config;
}

}  // namespace wirecopy
