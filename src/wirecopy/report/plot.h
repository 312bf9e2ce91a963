// Plots as SVG, drawn by us: axes, lines, points with names, intervals, heat maps. Colours come from the page's style
// by class names, so that light and dark need no second drawing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirecopy {

// For text between tags and in quoted attributes.
std::string EscapeHtml(std::string_view text);

struct Axis {
  std::string label;  // with the unit
  double low = 0;
  double high = 1;
  bool logarithmic = false;        // then both ends are above 0
  std::vector<std::string> names;  // not empty: the integers from 0 have these names in place of numbers
};

struct PlotPoint {
  double x = 0;
  double y = 0;
};

// The ends of an axis that holds all the numbers with some room on both sides. For a logarithmic axis numbers above 0.
std::pair<double, double> Around(const std::vector<double>& numbers, bool logarithmic);

class Plot {
 public:
  // `description` is what is read out to who does not see the plot.
  Plot(std::string description, Axis x, Axis y);

  // Classes are those of bench.css: s0 to s11 for series, front, ideal.
  void Line(const std::vector<PlotPoint>& points, std::string_view css_class);
  // A horizontal or a vertical line through the whole plot.
  void Level(double y, std::string_view css_class);
  void Upright(double x, std::string_view css_class);
  void Dot(PlotPoint at, std::string_view css_class, std::string_view title);
  // An interval of x or of y around a dot.
  void Interval(PlotPoint from, PlotPoint to, std::string_view css_class);
  // A name beside a dot, placed where it covers nothing else.
  void Name(PlotPoint at, std::string_view name);

  std::string Svg() const;

 private:
  struct Box {
    double left, top, right, bottom;
  };
  struct Label {
    double x, y;
    std::string text;
  };

  double X(double value) const;
  double Y(double value) const;
  std::string Ticks() const;
  std::string PlacedNames() const;

  std::string description_;
  Axis x_, y_;
  double left_;
  double bottom_;
  std::string body_;
  std::vector<Label> names_;
  std::vector<Box> dots_;
};

// Shares in a grid as a picture: a cell's colour says how far |2 * share - 1| is from 0; what is at most `chance` has
// none. `shares` row by row, `columns` in each; rows are drawn from left to right, columns from bottom to top.
std::string HeatMap(std::string_view description, const std::vector<float>& shares, int columns, double chance,
                    std::string_view x_label, std::string_view y_label);

}  // namespace wirecopy
