// The program: global options, then one of the commands.
#include <poll.h>
#include <unistd.h>

#include <cstdio>

#include "wirecopy/cli/command.h"

namespace {

constexpr int kMostThreads = 1024;

// As in `wirecopy ... | head`: nobody misses what was not written.
bool ReaderIsGone() {
  pollfd out{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&out, 1, 0) > 0 && (out.revents & POLLERR) != 0;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace wirecopy;
  WatchForInterrupts();
  CLI::App program("wirecopy finds wire copy in the news: who ran agency text, how much of it, and who is credited.",
                   "wirecopy");
  program.set_version_flag("--version", std::string(kVersion));
  program.set_config("--config", "wirecopy.toml", "read options from this file, one section a command");
  program.allow_config_extras(CLI::config_extras_mode::error);
  program.require_subcommand(1);
  program.fallthrough();
  program.footer(
      "Exit codes: 0 done, 1 findings (--fail-on), 2 wrong usage or unreadable input, 3 done but some records "
      "were\nskipped, 4 index incompatible or damaged, 130 interrupted.");
  GlobalOptions global;
  program.add_option("--threads", global.threads, "0: one a processor")->check(CLI::Range(0, kMostThreads));
  program.add_flag("--quiet,-q", global.quiet, "print errors only");
  program.add_flag("--force", global.force, "replace an older run");
  int exit_code = kDone;
  AddScan(&program, &global, &exit_code);
  AddDedup(&program, &global, &exit_code);
  AddNightly(&program, &global, &exit_code);
  AddIndex(&program, &global, &exit_code);
  AddCompare(&program, &global, &exit_code);
  AddExplain(&program, &global, &exit_code);
  AddIngest(&program, &global, &exit_code);
  AddLexicon(&program, &global, &exit_code);
  AddTune(&program, &global, &exit_code);
  AddBench(&program, &global, &exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    exit_code = program.exit(error) == 0 ? kDone : kUsage;
  }
  const bool arrived = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (!arrived && !ReaderIsGone()) {  // a full disk, say
    Complain("stdout: cannot write");
    return kUsage;
  }
  return exit_code;
}
