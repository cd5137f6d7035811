/* SPDX-License-Identifier: Apache-2.0 */
#include "terms.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 60 };

struct gathering {
    struct arena *arena;
    struct terms terms;
    bool asked;
    char word[WORD_BYTES + 4];
    size_t word_bytes;
    char before[5]; /* the character before, when it was of a script without blanks; "" otherwise */
    size_t run;     /* how many of these stand together */
};

/* One code point of valid UTF-8; its length in bytes. */
static size_t decode(const unsigned char *at, uint32_t *ret)
{
    if (*at < 0x80) {
        *ret = *at;
        return 1;
    }
    size_t n = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    uint32_t code = *at & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++)
        code = code << 6 | (at[i] & 0x3Fu);
    *ret = code;
    return n;
}

static bool is_dense(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

/* Letters and digits of scripts with blanks between words; full-width ones count as theirs. */
static uint32_t word_character(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if (code >= 'A' && code <= 'Z')
        return code + ('a' - 'A');
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
        return code;
    bool letter = (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || (code >= 0x370 && code <= 0x1FFF);
    return letter ? code : 0;
}

static void add(struct gathering *all, const char *bytes, size_t n)
{
    if (all->terms.n < TERMS_MAX)
        all->terms.list[all->terms.n++] = arena_strndup(all->arena, bytes, n);
}

static void end_word(struct gathering *all)
{
    if (all->word_bytes)
        add(all, all->word, all->word_bytes);
    all->word_bytes = 0;
}

static void end_run(struct gathering *all)
{
    if (all->asked && all->run == 1)
        add(all, all->before, strlen(all->before));
    all->run = 0;
    all->before[0] = '\0';
}

static void put_dense(struct gathering *all, const char *at, size_t n)
{
    char pair[9];
    if (!all->asked)
        add(all, at, n);
    if (all->run) {
        size_t before = strlen(all->before);
        memcpy(pair, all->before, before);
        memcpy(pair + before, at, n);
        add(all, pair, before + n);
    }
    memcpy(all->before, at, n);
    all->before[n] = '\0';
    all->run++;
}

static void put_word(struct gathering *all, uint32_t folded, const char *at, size_t n)
{
    if (all->word_bytes + n > WORD_BYTES)
        return;
    if (folded < 0x80) {
        all->word[all->word_bytes++] = (char)folded;
        return;
    }
    memcpy(all->word + all->word_bytes, at, n);
    all->word_bytes += n;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_out(struct terms *terms)
{
    size_t kept = 0;
    qsort(terms->list, terms->n, sizeof *terms->list, compare);
    for (size_t i = 0; i < terms->n; i++)
        if (!kept || strcmp(terms->list[kept - 1], terms->list[i]) != 0)
            terms->list[kept++] = terms->list[i];
    terms->n = kept;
}

static struct terms gather(struct arena *arena, const char *text, bool asked)
{
    size_t most = 2 * strlen(text) + 1;
    struct gathering all = {.arena = arena, .asked = asked};
    all.terms.list = arena_alloc(arena, (most < TERMS_MAX ? most : TERMS_MAX) * sizeof *all.terms.list);
    for (const char *at = text; *at;) {
        uint32_t code;
        size_t n = decode((const unsigned char *)at, &code);
        uint32_t folded = is_dense(code) ? 0 : word_character(code);
        if (!folded)
            end_word(&all);
        if (!is_dense(code))
            end_run(&all);
        else
            put_dense(&all, at, n);
        if (folded)
            put_word(&all, folded, at, n);
        at += n;
    }
    end_word(&all);
    end_run(&all);
    sort_out(&all.terms);
    return all.terms;
}

struct terms terms_of(struct arena *arena, const char *text)
{
    return gather(arena, text, false);
}

struct terms terms_asked(struct arena *arena, const char *query)
{
    return gather(arena, query, true);
}
