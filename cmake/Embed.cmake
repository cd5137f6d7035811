# dealspine_embed(<out.c> <symbol> <file>): a C file whose `symbol` is the file's bytes, NUL-terminated, and
# `symbol_size` their number. The assembler reads the file, so its path may hold anything but a quote.
function(dealspine_embed out symbol file)
  file(CONFIGURE OUTPUT ${out} CONTENT [[
__asm__(".section .rodata\n.global @symbol@\n.balign 16\n@symbol@:\n.incbin \"@file@\"\n@symbol@_end:\n.byte 0\n"
        ".global @symbol@_size\n.balign 8\n@symbol@_size:\n.quad @symbol@_end - @symbol@\n.text\n");
]] @ONLY)
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS ${file})
endfunction()
