# wirecopy_embed(TARGET NAME FILE): makes FILE's bytes available as `wirecopy::embedded::NAME()` (a std::string_view)
# by the generated header <wirecopy_embedded/NAME.h>, so that the binary needs no data files beside it.
set(WIRECOPY_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedFile.cmake)
function(wirecopy_embed target name file)
  set(input ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set(output ${PROJECT_BINARY_DIR}/generated/wirecopy_embedded/${name}.h)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DINPUT=${input} -DOUTPUT=${output} -P ${WIRECOPY_EMBED_SCRIPT}
    DEPENDS ${input} ${WIRECOPY_EMBED_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${output})
  target_include_directories(${target} SYSTEM PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
