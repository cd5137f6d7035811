/* SPDX-License-Identifier: Apache-2.0
 * A header that any program on the way may have written. What is taken goes on; what is not leads nowhere.
 */
#include "fuzz.h"

#include "base/trace.h"

/* By the grammar of W3C Trace Context, version 00. */
static bool is_by_book(const char *text)
{
    static const char form[] = "00-tttttttttttttttttttttttttttttttt-pppppppppppppppp-ff";
    bool trace = false, span = false;
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++) {
        char c = text[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (form[i] == '-' || form[i] == '0' ? c != form[i] : !hex)
            return false;
        trace = trace || (form[i] == 't' && c != '0');
        span = span || (form[i] == 'p' && c != '0');
    }
    return trace && span;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    const char *text = input_rest(&input, arena);
    char child[TRACE_TEXT], id[TRACE_ID_TEXT];
    bool valid = trace_is_valid(text);
    claim(valid == is_by_book(text), "valid is what the book calls so");
    trace_child(text, child);
    claim(is_by_book(child), "a child is valid");
    if (valid)
        claim(strncmp(child, text, 36) == 0 && strcmp(child + 53, text + 53) == 0, "trace and flags go on");
    trace_id(text, id);
    claim(valid ? strncmp(id, text + 3, 32) == 0 : strcmp(id, "-") == 0, "a log line names the trace or none");
    arena_free(arena);
    return 0;
}
