# dealspine_embed(<out.c> <symbol> <file> [<symbol> <file>]…): a C file whose `symbol`s are the files' bytes, NUL-terminated,
# and `symbol_size` their numbers. The assembler reads the files, so their paths may hold anything but a quote.
function(dealspine_embed out)
  set(files)
  set(body)
  set(pairs ${ARGN})
  while(pairs)
    list(POP_FRONT pairs symbol file)
    string(CONFIGURE [[
__asm__(".section .rodata\n.global @symbol@\n.balign 16\n@symbol@:\n.incbin \"@file@\"\n@symbol@_end:\n.byte 0\n"
        ".global @symbol@_size\n.balign 8\n@symbol@_size:\n.quad @symbol@_end - @symbol@\n.text\n");
]] block @ONLY)
    string(APPEND body "${block}")
    list(APPEND files ${file})
  endwhile()
  file(CONFIGURE OUTPUT ${out} CONTENT "@body@" @ONLY)
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${files}")
endfunction()
