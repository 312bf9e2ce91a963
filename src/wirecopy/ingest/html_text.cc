// Where is the article on a page? Every paragraph gives a score to the element that it stands in, and half of it to the
// one around that, as readability does (Arc90, 2009): prose has long paragraphs with commas and few links. The best
// element is taken with those beside it that also hold prose, since pages put advertisements between the parts of a
// text. An element that calls itself the body of the article is trusted when it holds most of that.
//
// What is kept is the whole of the element in paragraphs, short ones too: "By Ann Lee | AP" and a closing "AFP" are
// what attribution lives on. Lists of links are left out. O(bytes of the page).
#include "wirecopy/ingest/html_text.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "wirecopy/ingest/charset.h"
#include "wirecopy/ingest/html_blocks.h"
#include "wirecopy/ingest/html_tree.h"

namespace wirecopy {
namespace {

constexpr size_t kProseBytes = 40;       // a shorter paragraph says nothing of its place
constexpr size_t kCreditBytes = 160;     // a byline is not longer
constexpr size_t kLinkListBytes = 240;   // a paragraph of links alone is a list up to here
constexpr size_t kLinkedNameBytes = 32;  // the name of an agency is not longer
constexpr double kBesideShare = 0.2;     // of the best score, for an element beside it
constexpr double kTrustedShare = 0.5;    // of the prose, for an element that says it is the body

double LinkShare(const HtmlBlock& block) {
  return static_cast<double>(block.link_bytes) / static_cast<double>(std::max<size_t>(block.text.size(), 1));
}

double ScoreOf(const HtmlBlock& block) {
  const auto count = [&](char c) { return std::count(block.text.begin(), block.text.end(), c); };
  const double length = static_cast<double>(block.text.size());
  return (1 + static_cast<double>(count(',')) + std::min(length / 100, 3.0)) * (1 - LinkShare(block));
}

bool IsProse(const HtmlBlock& block) { return block.text.size() >= kProseBytes && LinkShare(block) < 0.5; }

bool IsWithin(const xmlNode* node, const xmlNode* ancestor) {
  for (; node != nullptr; node = node->parent) {
    if (node == ancestor) return true;
  }
  return false;
}

// Elements by number, in the order in which they first got a score: nothing depends on addresses.
class Scores {
 public:
  void Add(const xmlNode* element, double score) {
    const auto [it, added] = number_.try_emplace(element, elements_.size());
    if (added) elements_.emplace_back(element, 0);
    elements_[it->second].second += score;
  }
  double Of(const xmlNode* element) const {
    const auto it = number_.find(element);
    return it == number_.end() ? 0 : elements_[it->second].second;
  }
  const xmlNode* Best() const {
    const auto best = std::max_element(elements_.begin(), elements_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return best == elements_.end() ? nullptr : best->first;
  }

 private:
  std::map<const xmlNode*, size_t> number_;
  std::vector<std::pair<const xmlNode*, double>> elements_;
};

size_t ProseBytes(const std::vector<HtmlBlock>& blocks, const xmlNode* within) {
  size_t bytes = 0;
  for (const HtmlBlock& block : blocks) {
    if (IsProse(block) && IsWithin(block.element, within)) bytes += block.text.size();
  }
  return bytes;
}

// The element that says that it is the body, where it holds most of what `best` holds; of several the one with most.
const xmlNode* TrustedBody(const xmlNode* root, const std::vector<HtmlBlock>& blocks, const xmlNode* best) {
  const xmlNode* trusted = nullptr;
  size_t most = static_cast<size_t>(kTrustedShare * static_cast<double>(ProseBytes(blocks, best)));
  int looked_at = 0;
  ForEachElement(root, [&](const xmlNode* element) {
    if (!IsBodyElement(element) || ++looked_at > 8 || (trusted != nullptr && IsWithin(element, trusted))) return;
    const size_t bytes = ProseBytes(blocks, element);
    if (bytes <= most) return;
    most = bytes;
    trusted = element;
  });
  return trusted;
}

std::set<const xmlNode*> PlacesOf(const xmlNode* root, const std::vector<HtmlBlock>& blocks) {
  Scores scores;
  for (const HtmlBlock& block : blocks) {
    if (!IsProse(block)) continue;
    // A bare text of a `div` stands in that; a paragraph stands in what is around it.
    const xmlNode* place = IsElement(block.element, "div") ? block.element : block.element->parent;
    if (place == nullptr || place->type != XML_ELEMENT_NODE) place = block.element;
    scores.Add(place, ScoreOf(block));
    if (place->parent != nullptr && place->parent->type == XML_ELEMENT_NODE)
      scores.Add(place->parent, ScoreOf(block) / 2);
  }
  const xmlNode* best = scores.Best();
  if (best == nullptr) return {};
  if (const xmlNode* trusted = TrustedBody(root, blocks, best); trusted != nullptr) return {trusted};
  std::set<const xmlNode*> places = {best}, leads;
  for (const HtmlBlock& block : blocks) {
    if (IsProse(block) && LinkShare(block) < 0.25) leads.insert(block.element);
  }
  const std::string own_class = Attribute(best, "class");
  if (IsElement(best, "body") || best->parent == nullptr) return places;
  for (const xmlNode* beside = best->parent->children; beside != nullptr; beside = beside->next) {
    if (beside->type != XML_ELEMENT_NODE || beside == best) continue;
    // A lead stands before the rest, as a paragraph of its own.
    const bool lead = leads.contains(beside);
    if (lead) places.insert(beside);
    const bool alike = !own_class.empty() && Attribute(beside, "class") == own_class;
    if (scores.Of(beside) * (alike ? 2 : 1) >= kBesideShare * scores.Of(best)) places.insert(beside);
  }
  return places;
}

bool IsLinkList(const HtmlBlock& block) {
  return LinkShare(block) > 0.6 && block.text.size() < kLinkListBytes && !IsCreditElement(block.element);
}

// Inside the element that names authors, at most two levels up.
bool IsCreditLine(const HtmlBlock& block) {
  if (block.text.size() > kCreditBytes) return false;
  const xmlNode* node = block.element;
  for (int up = 0; up < 3 && node != nullptr && node->type == XML_ELEMENT_NODE; ++up, node = node->parent) {
    if (IsElement(node, "body")) return false;
    if (IsCreditElement(node)) return true;
  }
  // Also where a piece of the paragraph says so, one of its first.
  int looked_at = 0;
  for (const xmlNode* child = block.element->children; child != nullptr && ++looked_at < 16; child = child->next) {
    if (IsInline(NameOf(child)) && IsCreditElement(child)) return true;
  }
  return false;
}

void AddParagraph(std::string_view paragraph, std::string* text) {
  absl::StrAppend(text, text->empty() ? "" : "\n\n", std::string(paragraph));
}

}  // namespace

std::string HtmlText(std::string_view html) {
  absl::StatusOr<HtmlTree> tree = ParseHtml(ToUtf8(html));
  if (!tree.ok() || *tree == nullptr) return "";
  std::string text;
  for (const HtmlBlock& block : BlocksOf(reinterpret_cast<const xmlNode*>(tree->get()), false))
    AddParagraph(block.text, &text);
  return text;
}

std::string HtmlLine(std::string_view html) { return Collapsed(HtmlText(html)); }

std::string MainText(const xmlNode* root, std::string_view title) {
  const std::vector<HtmlBlock> blocks = BlocksOf(root, true);
  const std::set<const xmlNode*> places = PlacesOf(root, blocks);
  const auto is_inside = [&](const HtmlBlock& block) {
    for (const xmlNode* node = block.element; node != nullptr; node = node->parent) {
      if (places.contains(node)) return true;
    }
    return false;
  };
  std::string text, credits, last_link;
  int links = 0;  // paragraphs of links since the last of prose
  size_t title_at = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const HtmlBlock& block = blocks[i];
    if (!is_inside(block)) {
      // Of the page's head the lines behind the title, of what follows the article none but the first.
      if (block.text == title || IsElement(block.element, "h1")) title_at = i + 1;
      if (title_at > 0 && text.empty() && IsCreditLine(block)) AddParagraph(block.text, &credits);
      continue;
    }
    if (block.text == title || IsElement(block.element, "h1")) continue;
    if (IsLinkList(block)) {
      // One short link alone at the very end is where pages name an agency.
      last_link = links++ == 0 && block.text.size() <= kLinkedNameBytes ? block.text : "";
      continue;
    }
    AddParagraph(block.text, &text);
    links = 0;
    last_link.clear();
  }
  if (!text.empty() && !last_link.empty()) AddParagraph(last_link, &text);
  if (credits.empty() || text.empty()) return text;
  return absl::StrCat(credits, "\n\n", text);
}

}  // namespace wirecopy
