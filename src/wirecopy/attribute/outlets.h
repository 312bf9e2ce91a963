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
  // `path`: a CSV file with the columns domain, outlet, family, country, is_agency, aliases (parted by |); empty: none.
  static absl::StatusOr<OutletTable> Load(const std::string& path);

  // By name, alias or domain of the table, by the url's host; else an agency that is called so; else an outlet of its
  // own family. Nothing is guessed from the form of a name.
  Outlet Resolve(std::string_view outlet, std::string_view url, const AttributionTables& sources) const;

 private:
  const Outlet* Find(std::string_view key) const;
  std::vector<Outlet> outlets_;
  absl::flat_hash_map<std::string, size_t> by_key_;
};

}  // namespace wirecopy
