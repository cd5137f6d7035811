/* SPDX-License-Identifier: Apache-2.0
 * Memory that lives as long as one piece of work and is dropped at once. Nothing in it is freed singly.
 * Not thread-safe: an arena belongs to whoever holds the work.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/status.h"

struct arena; /* a chain of blocks, the first of 4 KiB */

/* Never NULL: out of memory ends the process here and nowhere else. */
struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* Drops everything, keeps the first block for reuse. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type, the arena's. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* As arena_alloc, but NULL once `arena_limit` bytes are in use: for input that others control. */
void *arena_try(struct arena *arena, size_t size);
void arena_limit(struct arena *arena, size_t bytes); /* 0: no limit, the default */
size_t arena_used(const struct arena *arena);

char *arena_strdup(struct arena *arena, const char *text);              /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t n);   /* NUL-terminated copy of n bytes */
void *arena_memdup(struct arena *arena, const void *bytes, size_t n);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *arena, const char *format, va_list args) PRINTF(2, 0);

/* What is freed stays with the process for its next use, up to 4 MiB a thread. Otherwise each page of events is fresh
 * memory, and the kernel's clearing of it costs more than all other work on it (docs/performance.md). Before threads. */
void arena_keep_memory(void);

/* malloc, calloc, realloc and strdup for what outlives a call; abort when there is no memory. */
void *need_alloc(size_t size); /* zeroed */
void *need_realloc(void *old, size_t size);
char *need_strdup(const char *text);

#endif
