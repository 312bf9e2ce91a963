# wirecopy_layer(NAME SOURCES a.cc b.cc DEPENDS base text LINKS absl::status)
# One folder of src/wirecopy is one static library `wirecopy_NAME`. DEPENDS are other layers: only those above it in
# the data flow (scripts/check_layers.py holds the order); LINKS are libraries from outside.
add_library(wirecopy_flags INTERFACE)
target_compile_options(wirecopy_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Werror)
target_include_directories(wirecopy_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
if(WIRECOPY_SANITIZE)
  target_compile_options(wirecopy_flags INTERFACE -fsanitize=${WIRECOPY_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer -g)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    target_compile_options(wirecopy_flags INTERFACE
      -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitize_ignore.txt)
  endif()
  target_link_options(wirecopy_flags INTERFACE -fsanitize=${WIRECOPY_SANITIZE})
endif()
if(WIRECOPY_COVERAGE)
  target_compile_options(wirecopy_flags INTERFACE --coverage -O0)
  target_link_options(wirecopy_flags INTERFACE --coverage)
endif()

function(wirecopy_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINKS" ${ARGN})
  add_library(wirecopy_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(wirecopy_${name} PUBLIC wirecopy_flags)
  foreach(layer IN LISTS ARG_DEPENDS)
    target_link_libraries(wirecopy_${name} PUBLIC wirecopy_${layer})
  endforeach()
  target_link_libraries(wirecopy_${name} PUBLIC ${ARG_LINKS})
endfunction()
