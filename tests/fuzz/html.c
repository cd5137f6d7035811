/* SPDX-License-Identifier: Apache-2.0
 * What a visitor has typed stands in the page that is shown to him again. Lines are the fields; the last one is the
 * Accept-Language of his browser. His words add no tag to the page and end no attribute.
 */
#include "fuzz.h"

#include "base/text.h"
#include "gateway/form_page.h"

struct marks { /* that make a page what it is */
    size_t tags, quotes;
};

static struct marks count(const struct text *page)
{
    struct marks marks = {0};
    for (size_t i = 0; i < page->size; i++) {
        marks.tags += page->bytes[i] == '<' || page->bytes[i] == '>';
        marks.quotes += page->bytes[i] == '"' || page->bytes[i] == '\'';
    }
    return marks;
}

static struct marks write_page(const struct form_view *view, struct arena *arena)
{
    struct text page;
    text_init(&page, arena);
    form_page(&page, view);
    return count(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    struct form_view view = {.notice = input_byte(&input) % 6}, plain;
    view.key = input_line(&input, arena);
    plain = view;
    plain.key = view.key[0] ? "k" : "";
    for (size_t i = 0; i < FORM_FIELDS; i++) {
        view.values[i] = input_line(&input, arena);
        plain.values[i] = view.values[i][0] ? "v" : "";
    }
    view.language = plain.language = form_language(input_rest(&input, arena));
    struct marks with = write_page(&view, arena), without = write_page(&plain, arena);
    claim(with.tags == without.tags, "words add no tag");
    claim(with.quotes == without.quotes, "words end no attribute");
    arena_free(arena);
    return 0;
}
