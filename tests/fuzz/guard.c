/* SPDX-License-Identifier: Apache-2.0
 * The input is a head, "name:value" a line. What the guard lets through has one way to be framed at most.
 */
#include "fuzz.h"

#include <string.h>
#include <strings.h>

#include "gateway/guard.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *head = malloc(n + 1);
    struct guard guard = {0};
    unsigned framings = 0;
    memcpy(head, bytes, n);
    head[n] = '\0';
    for (char *line = head, *next; line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        char *colon = strchr(line, ':');
        size_t name = colon ? (size_t)(colon - line) : strlen(line);
        guard_see(&guard, line, name, colon ? colon + 1 : NULL);
        framings += (name == 14 && strncasecmp(line, "content-length", 14) == 0) ||
                    (name == 17 && strncasecmp(line, "transfer-encoding", 17) == 0);
    }
    if (!guard_judge(&guard, "HTTP/1.1") && (framings > 1 || guard.hosts != 1))
        abort();
    free(head);
    return 0;
}
