/* SPDX-License-Identifier: Apache-2.0 */
#include "form_body.h"

#include <strings.h>

#include "schema/check.h"

const struct urlencoded *form_body_read(struct request *request)
{
    static const char wanted[] = "application/x-www-form-urlencoded";
    struct urlencoded *form = arena_alloc(request->arena, sizeof *form);
    struct error error;
    const char *type = request_header(request, "Content-Type");
    if (!type || strncasecmp(type, wanted, sizeof wanted - 1) != 0) {
        request_answer_text(request, 415, "Content-Type must be application/x-www-form-urlencoded");
        return NULL;
    }
    if (urlencoded_read((const char *)request->body.data, request->body.size, request->arena, form, &error) ==
        STATUS_OK)
        return form;
    request_answer_text(request, 400, error.message);
    return NULL;
}

const char *form_body_key(const struct urlencoded *form)
{
    const char *key = urlencoded_get(form, "key");
    return key && format_is_valid("uuid", key) ? key : NULL;
}
