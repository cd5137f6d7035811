/* SPDX-License-Identifier: Apache-2.0
 * Page tokens of lists that are ordered by a number: what is taken can be written again and says the same.
 */
#include "fuzz.h"

#include "leads/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    const char *token = input_rest(&input, arena);
    struct page page, again;
    struct error error;
    if (page_read(arena, 'p', token, &page, &error) == STATUS_OK && page.id)
        claim(page_read(arena, 'p', page_write(arena, 'p', page.key, page.id), &again, &error) == STATUS_OK &&
                  again.key == page.key && strcmp(again.id, page.id) == 0, "what was read can be written");
    arena_free(arena);
    return 0;
}
