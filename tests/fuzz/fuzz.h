/* SPDX-License-Identifier: Apache-2.0
 * What the targets share: the entry that libFuzzer (or replay.c) calls, claims, an input taken apart, message types.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What must hold whatever the input is. */
static inline void claim(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "claim violated: %s\n", what);
    abort();
}

struct input { /* what is left of it */
    const uint8_t *at;
    size_t n;
};

/* The next byte, 0 where there is none: for choices. */
static inline uint8_t input_byte(struct input *input)
{
    return input->n ? (input->n--, *input->at++) : 0;
}

/* The bytes up to the next line feed, or to the end, without NULs: C text, the arena's. */
static inline char *input_line(struct input *input, struct arena *arena)
{
    char *line = arena_alloc(arena, input->n + 1);
    size_t n = 0;
    for (bool ended = false; input->n && !ended;) {
        uint8_t byte = input_byte(input);
        ended = byte == '\n';
        if (byte && !ended)
            line[n++] = (char)byte;
    }
    return line;
}

/* All that is left, likewise. */
static inline char *input_rest(struct input *input, struct arena *arena)
{
    char *text = arena_alloc(arena, input->n + 1);
    size_t n = 0;
    while (input->n) {
        uint8_t byte = input_byte(input);
        if (byte)
            text[n++] = (char)byte;
    }
    return text;
}

#endif
