# Flags of our own code (target `flags`) and of generated code (target `flags_generated`).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(flags_generated INTERFACE)
target_compile_definitions(flags_generated INTERFACE _GNU_SOURCE)
target_include_directories(flags_generated INTERFACE ${CMAKE_SOURCE_DIR}/common)
if(DEALSPINE_SANITIZE)
  target_compile_options(flags_generated INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                   -fno-omit-frame-pointer)
  target_link_options(flags_generated INTERFACE -fsanitize=address,undefined)
endif()
if(DEALSPINE_FUZZ)
  target_compile_options(flags_generated INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(DEALSPINE_BREAK)
  target_compile_definitions(flags_generated INTERFACE DEALSPINE_BREAK)
endif()

add_library(flags INTERFACE)
target_link_libraries(flags INTERFACE flags_generated Threads::Threads)
target_compile_options(flags INTERFACE -Wall -Wextra -Wshadow -Wvla -Wformat=2
  $<$<COMPILE_LANGUAGE:C>:-Wmissing-prototypes -Werror=incompatible-pointer-types -Wstrict-prototypes>)

# A library of pkg-config as an imported target: dealspine_pkg(zmq libzmq)
function(dealspine_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
endfunction()
