// Who publishes what: outlets, the families that own them, and which of them are agencies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "wirecopy/attribute/sources.h"

namespace wirecopy {

struct Outlet {
  std::string name;
  std::string family;  // its own name where no table says another
  bool is_agency = false;
  bool known = false;  // by the table, or as an agency
};

class OutletTable {
 public:
  // The built-in table (data/outlets.csv) and before it, so that its rows win, the file `path` where one is named: CSV
  // with the columns domain, outlet, family, country, is_agency, aliases (parted by |).
  static absl::StatusOr<OutletTable> Load(const std::string& path);

  // By name, alias or domain of the table; by the url's host, or the nearest domain above it that the table has; else
  // an agency that is called so; else an outlet of its own family. Nothing is guessed from the form of a name.
  Outlet Resolve(std::string_view outlet, std::string_view url, const AttributionTables& sources) const;

 private:
  absl::Status Add(std::string_view content, const std::string& source);
  const Outlet* Find(std::string_view key) const;
  const Outlet* FindHost(std::string_view host) const;
  std::vector<Outlet> outlets_;
  absl::flat_hash_map<std::string, size_t> by_key_;
};

}  // namespace wirecopy
