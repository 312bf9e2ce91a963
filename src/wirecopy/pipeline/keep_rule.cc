#include "wirecopy/pipeline/keep_rule.h"

#include <utility>

#include "wirecopy/attribute/text_credit.h"

namespace wirecopy {

absl::StatusOr<std::shared_ptr<const KeepRule>> KeepRule::Load(Keep keep, const std::string& outlets_file,
                                                               const std::string& agencies_file) {
  if (keep != Keep::kAgency && keep != Keep::kCredited) return std::shared_ptr<const KeepRule>();
  absl::StatusOr<AttributionTables> tables = AttributionTables::Load({agencies_file, "", ""});
  if (!tables.ok()) return tables.status();
  absl::StatusOr<OutletTable> outlets = OutletTable::Load(outlets_file);
  if (!outlets.ok()) return outlets.status();
  return std::shared_ptr<const KeepRule>(new KeepRule(keep, *std::move(tables), *std::move(outlets)));
}

KeepRule::KeepRule(Keep keep, AttributionTables tables, OutletTable outlets)
    : keep_(keep), tables_(std::move(tables)), outlets_(std::move(outlets)) {}

bool KeepRule::Prefers(const KeepCandidate& article) const {
  if (outlets_.Resolve(article.outlet, article.url, tables_).is_agency) return true;
  if (keep_ == Keep::kAgency) return false;
  return CreditsText(CreditOfText(article.text, article.title, *article.words, tables_).state);
}

}  // namespace wirecopy
