// The only place that names the version of Catch2: Debian 12 has 2.13 (<catch2/catch.hpp>); for version 3 change this
// to <catch2/catch_all.hpp> and nothing else.
#pragma once

#include <catch2/catch.hpp>
