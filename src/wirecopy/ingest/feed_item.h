// One item of a feed as a record.
#pragma once

#include <libxml/tree.h>

#include <cstdint>
#include <string>

#include "wirecopy/ingest/record_reader.h"

namespace wirecopy {

struct AboutFeed {
  std::string title, language;
};

// `number` of the item in its feed, from 1. What the item does not say of its outlet and language, the feed does.
Record FeedItem(const xmlNode* item, uint64_t number, const AboutFeed& feed);

}  // namespace wirecopy
