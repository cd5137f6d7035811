/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <string.h>

#include "base/text.h"
#include "gateway/urlencoded.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    struct urlencoded form;
    struct error error;
    if (urlencoded_read((const char *)bytes, n, arena, &form, &error) == STATUS_OK) {
        if (form.n > URLENCODED_MAX)
            abort();
        for (size_t i = 0; i < form.n; i++)
            if (!utf8_is_valid(form.fields[i].value, strlen(form.fields[i].value)) ||
                !urlencoded_get(&form, form.fields[i].name))
                abort();
    }
    arena_free(arena);
    return 0;
}
