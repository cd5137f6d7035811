# Every proto/dealspine/*.proto as one library `proto`, and their descriptor set for common/schema.
set(PROTO_DIR ${CMAKE_SOURCE_DIR}/proto)
set(PROTO_OUT ${CMAKE_BINARY_DIR}/proto)
file(GLOB PROTO_FILES CONFIGURE_DEPENDS ${PROTO_DIR}/dealspine/*.proto)
file(MAKE_DIRECTORY ${PROTO_OUT})
find_program(PROTOC protoc REQUIRED)
find_path(PROTO_INCLUDE protobuf-c/protobuf-c.proto REQUIRED)
dealspine_pkg(PROTOBUF_C libprotobuf-c)

set(PROTO_SOURCES)
set(PROTO_HEADERS)
foreach(file ${PROTO_FILES})
  get_filename_component(word ${file} NAME_WE)
  set(stem ${PROTO_OUT}/dealspine/${word}.pb-c)
  add_custom_command(OUTPUT ${stem}.c ${stem}.h
    COMMAND ${PROTOC} --c_out=${PROTO_OUT} -I${PROTO_DIR} -I${PROTO_INCLUDE} ${file}
    DEPENDS ${PROTO_FILES} VERBATIM)
  list(APPEND PROTO_SOURCES ${stem}.c)
  list(APPEND PROTO_HEADERS ${stem}.h)
endforeach()
foreach(word descriptor timestamp)
  set(stem ${PROTO_OUT}/google/protobuf/${word}.pb-c)
  add_custom_command(OUTPUT ${stem}.c ${stem}.h
    COMMAND ${PROTOC} --c_out=${PROTO_OUT} -I${PROTO_INCLUDE} google/protobuf/${word}.proto VERBATIM)
  list(APPEND PROTO_SOURCES ${stem}.c)
  list(APPEND PROTO_HEADERS ${stem}.h)
endforeach()
add_custom_target(proto_headers DEPENDS ${PROTO_HEADERS})
add_library(proto STATIC ${PROTO_SOURCES})
add_dependencies(proto proto_headers)
target_include_directories(proto PUBLIC ${PROTO_OUT})
target_link_libraries(proto PUBLIC flags_generated PkgConfig::PROTOBUF_C)

set(PROTO_SET ${CMAKE_BINARY_DIR}/proto/dealspine.desc)
add_custom_command(OUTPUT ${PROTO_SET}
  COMMAND ${PROTOC} --descriptor_set_out=${PROTO_SET} --include_imports -I${PROTO_DIR} -I${PROTO_INCLUDE} ${PROTO_FILES}
  DEPENDS ${PROTO_FILES} VERBATIM)
add_custom_target(proto_set DEPENDS ${PROTO_SET})
