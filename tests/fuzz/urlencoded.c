/* SPDX-License-Identifier: Apache-2.0
 * A form as a browser sends it: what is read is UTF-8, bounded, and found by its names.
 */
#include "fuzz.h"

#include "base/text.h"
#include "gateway/urlencoded.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct urlencoded form;
    struct error error;
    if (urlencoded_read((const char *)bytes, n, arena, &form, &error) == STATUS_OK) {
        claim(form.n <= URLENCODED_MAX, "no more fields than there is room for");
        for (size_t i = 0; i < form.n; i++) {
            claim(utf8_is_valid(form.fields[i].name, strlen(form.fields[i].name)), "names are UTF-8");
            claim(utf8_is_valid(form.fields[i].value, strlen(form.fields[i].value)), "values are UTF-8");
            claim(urlencoded_get(&form, form.fields[i].name), "what was read is found");
        }
    }
    arena_free(arena);
    return 0;
}
