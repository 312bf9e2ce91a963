# All from Debian 12; scripts/setup names the packages.
find_package(Threads REQUIRED)
find_package(absl REQUIRED)
find_package(simdjson REQUIRED)
find_package(ICU REQUIRED COMPONENTS i18n uc)
find_package(CLI11 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(RapidJSON REQUIRED)
find_package(hwy REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)

# RapidJSON's package exports no target.
add_library(wirecopy_rapidjson INTERFACE)
target_include_directories(wirecopy_rapidjson SYSTEM INTERFACE ${RapidJSON_INCLUDE_DIRS} ${RAPIDJSON_INCLUDE_DIRS})
# A wrong nesting of Writer calls is a bug of ours: let it stop the tests.
target_compile_definitions(wirecopy_rapidjson INTERFACE RAPIDJSON_HAS_STDSTRING=1)
