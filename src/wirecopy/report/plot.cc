#include "wirecopy/report/plot.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace wirecopy {
namespace {

// Units of the view box; at the usual width of a figure about a pixel each.
constexpr double kWidth = 460, kHeight = 320, kTop = 12, kRight = 448;
constexpr double kLetter = 6.6;  // width of a letter of 12 units

std::string Number(double value) { return absl::StrFormat("%g", value); }
std::string At(double value) { return absl::StrFormat("%.1f", value); }
std::string Text(std::string_view text) { return EscapeHtml(text); }

std::vector<double> LogTicks(double low, double high) {
  std::vector<double> ticks;
  const bool many = high / low > 500;  // then powers of ten alone
  for (double power = std::pow(10, std::floor(std::log10(low))); power <= high; power *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double tick = power * factor;
      if (tick >= low * 0.999 && tick <= high * 1.001 && (!many || factor == 1)) ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> LinearTicks(double low, double high) {
  const double rough = (high - low) / 6, power = std::pow(10, std::floor(std::log10(rough)));
  const double step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
  std::vector<double> ticks;
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i) ticks.push_back(i * step);
  return ticks;
}

std::vector<std::pair<double, std::string>> TicksOf(const Axis& axis) {
  std::vector<std::pair<double, std::string>> ticks;
  for (size_t i = 0; i < axis.names.size(); ++i) ticks.emplace_back(static_cast<double>(i), axis.names[i]);
  if (!ticks.empty()) return ticks;
  for (const double tick : axis.logarithmic ? LogTicks(axis.low, axis.high) : LinearTicks(axis.low, axis.high)) {
    ticks.emplace_back(tick, Number(std::abs(tick) < 1e-12 ? 0 : tick));
  }
  return ticks;
}

// 0 to 1 along the axis.
double Along(const Axis& axis, double value) {
  if (!axis.logarithmic) return (value - axis.low) / (axis.high - axis.low);
  return std::log(std::max(value, axis.low * 0.5) / axis.low) / std::log(axis.high / axis.low);
}

double MarginFor(const Axis& y) {
  size_t longest = 4;
  for (const std::string& name : y.names) longest = std::max(longest, name.size());
  return 26 + kLetter * static_cast<double>(longest);
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::pair<double, double> Around(const std::vector<double>& numbers, bool logarithmic) {
  if (numbers.empty()) return logarithmic ? std::pair(1.0, 10.0) : std::pair(0.0, 1.0);
  const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  if (logarithmic) return {*low / 1.4, *high * 1.4};
  const double room = std::max((*high - *low) * 0.08, 1e-6);
  return {*low - room, *high + room};
}

Plot::Plot(std::string description, Axis x, Axis y)
    : description_(std::move(description)),
      x_(std::move(x)),
      y_(std::move(y)),
      left_(MarginFor(y_)),
      bottom_(kHeight - 48) {}

double Plot::X(double value) const { return left_ + Along(x_, value) * (kRight - left_); }
double Plot::Y(double value) const { return bottom_ - Along(y_, value) * (bottom_ - kTop); }

void Plot::Line(const std::vector<PlotPoint>& points, std::string_view css_class) {
  if (points.empty()) return;
  absl::StrAppend(&body_, "<polyline class=\"line ", Text(css_class), "\" points=\"");
  for (const PlotPoint& point : points) absl::StrAppend(&body_, At(X(point.x)), ",", At(Y(point.y)), " ");
  body_ += "\"/>";
}

void Plot::Level(double y, std::string_view css_class) { Line({{x_.low, y}, {x_.high, y}}, css_class); }
void Plot::Upright(double x, std::string_view css_class) { Line({{x, y_.low}, {x, y_.high}}, css_class); }

void Plot::Dot(PlotPoint at, std::string_view css_class, std::string_view title) {
  absl::StrAppend(&body_, "<circle class=\"dot ", Text(css_class), "\" cx=\"", At(X(at.x)), "\" cy=\"", At(Y(at.y)),
                  "\" r=\"4\"><title>", Text(title), "</title></circle>");
  dots_.push_back({X(at.x) - 4, Y(at.y) - 4, X(at.x) + 4, Y(at.y) + 4});
}

void Plot::Interval(PlotPoint from, PlotPoint to, std::string_view css_class) {
  absl::StrAppend(&body_, "<path class=\"interval ", Text(css_class), "\" d=\"M", At(X(from.x)), " ", At(Y(from.y)),
                  "L", At(X(to.x)), " ", At(Y(to.y)), "\"/>");
}

void Plot::Name(PlotPoint at, std::string_view name) { names_.push_back({X(at.x), Y(at.y), std::string(name)}); }

std::string Plot::Ticks() const {
  std::string text;
  double last_end = -1e9;
  for (const auto& [value, name] : TicksOf(x_)) {
    const double x = X(value), half = kLetter * static_cast<double>(name.size()) / 2;
    absl::StrAppend(&text, "<path class=\"grid\" d=\"M", At(x), " ", At(kTop), "V", At(bottom_), "\"/>");
    if (x - half < last_end + 4) continue;
    last_end = x + half;
    absl::StrAppend(&text, "<text class=\"tick\" text-anchor=\"middle\" x=\"", At(x), "\" y=\"", At(bottom_ + 16),
                    "\">", Text(name), "</text>");
  }
  for (const auto& [value, name] : TicksOf(y_)) {
    const double y = Y(value);
    absl::StrAppend(&text, "<path class=\"grid\" d=\"M", At(left_), " ", At(y), "H", At(kRight), "\"/>");
    absl::StrAppend(&text, "<text class=\"tick\" text-anchor=\"end\" x=\"", At(left_ - 6), "\" y=\"", At(y + 4), "\">",
                    Text(name), "</text>");
  }
  absl::StrAppend(&text, "<path class=\"frame\" d=\"M", At(left_), " ", At(kTop), "V", At(bottom_), "H", At(kRight),
                  "\"/><text class=\"axis\" text-anchor=\"middle\" x=\"", At((left_ + kRight) / 2), "\" y=\"",
                  At(kHeight - 10), "\">", Text(x_.label), "</text>");
  absl::StrAppend(&text, "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(13 ",
                  At((kTop + bottom_) / 2), ") rotate(-90)\">", Text(y_.label), "</text>");
  return text;
}

std::string Plot::PlacedNames() const {
  std::string text;
  std::vector<Box> taken = dots_;
  for (const Label& name : names_) {
    const double width = kLetter * static_cast<double>(name.text.size());
    // Right of the dot, left of it, and ever farther above and below.
    Box chosen{name.x + 7, name.y - 7, name.x + 7 + width, name.y + 6};
    bool free = false;
    for (int step = 0; step < 14 && !free; ++step) {
      for (const double x : {name.x + 7, name.x - 7 - width}) {
        const int away = (step + 1) / 2;
        const double y = name.y + (step % 2 == 0 ? -away : away) * 6.5;
        const Box tried{x, y - 7, x + width, y + 6};
        if (tried.left < left_ || tried.right > kWidth || tried.top < 0 || tried.bottom > bottom_) continue;
        if (std::any_of(taken.begin(), taken.end(), [&](const Box& box) {
              return box.left < tried.right && tried.left < box.right && box.top < tried.bottom &&
                     tried.top < box.bottom;
            })) {
          continue;
        }
        chosen = tried;
        free = true;
        break;
      }
    }
    taken.push_back(chosen);
    absl::StrAppend(&text, "<text class=\"name\" x=\"", At(chosen.left), "\" y=\"", At(chosen.bottom - 2), "\">",
                    Text(name.text), "</text>");
  }
  return text;
}

std::string Plot::Svg() const {
  return absl::StrCat("<svg class=\"plot\" viewBox=\"0 0 ", kWidth, " ", kHeight, "\" role=\"img\" aria-label=\"",
                      Text(description_), "\">", Ticks(), body_, PlacedNames(), "</svg>");
}

}  // namespace wirecopy
