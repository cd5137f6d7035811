/* SPDX-License-Identifier: Apache-2.0 */
#include "runner.h"

/* Each seed has a process of its own and frees nothing. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0:quarantine_size_mb=1:thread_local_quarantine_size_kb=64:malloc_context_size=1:"
           "max_malloc_fill_size=0:detect_stack_use_after_return=0";
}

int main(int argc, char **argv)
{
    return runner_main(argc, argv);
}
