/* SPDX-License-Identifier: Apache-2.0
 * The input is a byte for the version and a head, "name:value" a line. What the guard lets through has one way to be
 * framed at most.
 */
#include "fuzz.h"

#include <ctype.h>
#include <strings.h>

#include "gateway/guard.h"

struct seen {
    unsigned hosts, lengths, codings;
    bool odd; /* a name that is no token */
};

/* Judged by another reading of RFC 9110 and 9112 than the guard's. */
static void look(const char *name, size_t n, struct seen *seen)
{
    seen->hosts += n == 4 && strncasecmp(name, "host", n) == 0;
    seen->lengths += n == 14 && strncasecmp(name, "content-length", n) == 0;
    seen->codings += n == 17 && strncasecmp(name, "transfer-encoding", n) == 0;
    for (size_t i = 0; i < n; i++)
        seen->odd = seen->odd || name[i] <= ' ' || name[i] >= 0x7f || strchr("\"(),/:;<=>?@[\\]{}", name[i]);
    seen->odd = seen->odd || n == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const versions[] = {"HTTP/1.1", "HTTP/1.0", "HTTP/2.0", ""};
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    struct guard guard = {0};
    struct seen seen = {0};
    const char *version = versions[input_byte(&input) % 4];
    while (input.n) {
        char *line = input_line(&input, arena), *colon = strchr(line, ':');
        size_t name = colon ? (size_t)(colon - line) : strlen(line);
        look(line, name, &seen);
        guard_see(&guard, line, name, colon ? colon + 1 : NULL);
    }
    const char *fault = guard_judge(&guard, version);
    if (!fault) {
        bool is_old = strcmp(version, "HTTP/1.0") == 0;
        claim(is_old || strcmp(version, "HTTP/1.1") == 0, "only versions that we speak");
        claim(seen.lengths + seen.codings <= 1 && !(is_old && seen.codings), "one framing");
        claim(seen.hosts <= 1 && (seen.hosts || is_old), "one host");
        claim(!seen.odd, "names are tokens");
    }
    arena_free(arena);
    return 0;
}
