/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, ALIGN = 16, KEPT = 4 << 20, MAPPED_FROM = 1 << 20 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGN) unsigned char bytes[];
};

struct arena {
    struct block *first, *current;
    size_t limit, used;
};

static void *no_memory(void)
{
    fputs("level=error msg=\"out of memory\"\n", stderr);
    abort();
}

void arena_keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
}

void *need_alloc(size_t size)
{
    void *memory = calloc(1, size ? size : 1);
    return memory ? memory : no_memory();
}

void *need_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    return memory ? memory : no_memory();
}

char *need_strdup(const char *text)
{
    char *copy = strdup(text);
    return copy ? copy : no_memory();
}

static struct block *block_new(size_t size)
{
    struct block *block = malloc(sizeof *block + size);
    if (!block)
        no_memory();
    block->next = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = need_alloc(sizeof *arena);
    arena->first = arena->current = block_new(FIRST_BLOCK - sizeof(struct block));
    return arena;
}

static void drop_after(struct block *block)
{
    struct block *next = block->next;
    block->next = NULL;
    while (next) {
        struct block *gone = next;
        next = next->next;
        free(gone);
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    drop_after(arena->first);
    free(arena->first);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    drop_after(arena->first);
    arena->first->used = 0;
    arena->current = arena->first;
    arena->used = arena->limit = 0;
}

void arena_limit(struct arena *arena, size_t bytes)
{
    arena->limit = bytes;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

void *arena_try(struct arena *arena, size_t size)
{
    size_t need = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (need < size || (arena->limit && (need > arena->limit || arena->used > arena->limit - need)))
        return NULL;
    struct block *block = arena->current;
    if (block->size - block->used < need) {
        size_t grown = block->size * 2 > (1u << 18) ? (1u << 18) : block->size * 2;
        block->next = block_new(need > grown ? need : grown);
        block = arena->current = block->next;
    }
    void *memory = block->bytes + block->used;
    block->used += need;
    arena->used += need;
    return memset(memory, 0, need);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t limit = arena->limit;
    arena->limit = 0;
    void *memory = arena_try(arena, size);
    arena->limit = limit;
    return memory ? memory : no_memory();
}

void *arena_memdup(struct arena *arena, const void *bytes, size_t n)
{
    void *copy = arena_alloc(arena, n ? n : 1);
    return n ? memcpy(copy, bytes, n) : copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t n)
{
    char *copy = arena_alloc(arena, n + 1);
    memcpy(copy, text, n);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    char small[256]; /* most fit: to measure first takes as long as to write */
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    size_t size = (size_t)(n < 0 ? 0 : n) + 1;
    char *text = arena_alloc(arena, size);
    if (n > 0 && size <= sizeof small)
        memcpy(text, small, size);
    else if (n > 0)
        vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
