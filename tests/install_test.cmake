# Installs into an empty folder, builds a program against what was installed, and runs it.
#   cmake -DBUILD=build -DSOURCE=. -P tests/install_test.cmake
set(folder ${BUILD}/install_test)
file(REMOVE_RECURSE ${folder})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${folder}/prefix)
run(${CMAKE_COMMAND} -G Ninja -S ${SOURCE}/tests/consumer -B ${folder}/build -DCMAKE_PREFIX_PATH=${folder}/prefix)
run(${CMAKE_COMMAND} --build ${folder}/build)

execute_process(COMMAND ${folder}/build/consumer RESULT_VARIABLE status OUTPUT_VARIABLE output)
if(NOT status EQUAL 1 OR NOT output MATCHES "arithmetic: ")
  message(FATAL_ERROR "the consumer ended with ${status} and said: ${output}")
endif()

execute_process(COMMAND ${folder}/prefix/bin/countercheck version RESULT_VARIABLE status OUTPUT_VARIABLE output)
if(NOT status EQUAL 0 OR NOT output MATCHES "^countercheck [0-9]")
  message(FATAL_ERROR "the installed program ended with ${status} and said: ${output}")
endif()
