/* SPDX-License-Identifier: Apache-2.0 */
#include "api_error.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "command.h"
#include "dealspine/wire.pb-c.h"
#include "wire/pack.h"

static enum status status_of_code(const char *code, long http)
{
    for (int status = STATUS_CANCELLED; status <= STATUS_UNAUTHENTICATED; status++)
        if (text_equal(code, status_word((enum status)status)))
            return (enum status)status;
    return http == 401   ? STATUS_UNAUTHENTICATED
           : http == 403 ? STATUS_PERMISSION_DENIED
           : http == 404 ? STATUS_UNIMPLEMENTED
           : http == 429 ? STATUS_RESOURCE_EXHAUSTED
           : http >= 502 ? STATUS_UNAVAILABLE
                         : STATUS_INTERNAL;
}

/* A detail of type dealspine.wire.v1.Status carries what the code alone does not say. */
static void read_detail(const json_t *detail, struct arena *arena, struct error *error)
{
    const char *type = json_string_value(json_object_get(detail, "type"));
    const char *value = json_string_value(json_object_get(detail, "value"));
    struct bytes packed = {0};
    uint8_t *bytes;
    if (!text_equal(type, "dealspine.wire.v1.Status") || !value ||
        !base64_decode(arena, value, strlen(value), &bytes, &packed.size))
        return;
    packed.data = bytes;
    const Status *status = wire_unpack(arena, &status__descriptor, packed, 1 << 16);
    if (!status)
        return;
    snprintf(error->field, sizeof error->field, "%s", status->field ? status->field : "");
    snprintf(error->reason, sizeof error->reason, "%s", status->reason ? status->reason : "");
    error->retry_after_ms = status->retry_after_ms;
    error->executed = status->has_executed && !status->executed ? EXECUTED_NO : error->executed;
}

enum status api_error_read(const char *body, size_t n, long http, struct error *error)
{
    json_t *json = json_loadb(body, n, 0, NULL), *detail;
    size_t i;
    const char *code = json_string_value(json_object_get(json, "code"));
    const char *message = json_string_value(json_object_get(json, "message"));
    enum status status = status_of_code(code, http);
    if (message)
        fail_with(error, status, "%s", message);
    else
        fail_with(error, status, "the gateway answered HTTP %ld", http);
    bool known = status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_UNKNOWN ||
                 status == STATUS_INTERNAL || status == STATUS_CANCELLED;
    error->executed = known ? EXECUTED_UNCERTAIN : EXECUTED_NO;
    struct arena *arena = arena_new();
    json_array_foreach(json_object_get(json, "details"), i, detail)
        read_detail(detail, arena, error);
    arena_free(arena);
    json_decref(json);
    return status;
}

static void print_advice(const struct error *error, const char *dir, const char *as)
{
    const char *folder = shell_word(dir ? dir : "var");
    switch (error->status) {
    case STATUS_UNAVAILABLE:
        fprintf(stderr, "  Is the stack running? See: dealspine --dir %s status   Start it: dealspine --dir %s up\n", folder, folder);
        break;
    case STATUS_UNAUTHENTICATED:
        fprintf(stderr, "  Say who asks with --as LOGIN; the logins and keys are in %s/access.json\n", folder);
        break;
    case STATUS_PERMISSION_DENIED:
        fprintf(stderr, "  %s%s may not do this. Try another one with --as; roles are in %s/access.json\n",
                as ? "" : "Whoever asked", as ? as : "", folder);
        break;
    case STATUS_UNIMPLEMENTED:
        fprintf(stderr, "  All methods: dealspine call --list\n");
        break;
    case STATUS_ABORTED:
        fprintf(stderr, "  Somebody else was faster: read it again and repeat.\n");
        break;
    case STATUS_DEADLINE_EXCEEDED:
        fprintf(stderr, "  It may have happened: repeat it with the same --key to be sure.\n");
        break;
    default:
        if (error->retry_after_ms)
            fprintf(stderr, "  Try again in %u ms.\n", error->retry_after_ms);
    }
}

void api_error_print(const char *what, const struct error *error, const char *dir, const char *as)
{
    fprintf(stderr, "%s: %s: %s", what, status_word(error->status), error->message);
    if (*error->field && !strstr(error->message, error->field))
        fprintf(stderr, " (field %s)", error->field);
    if (*error->reason)
        fprintf(stderr, " [%s]", error->reason);
    fprintf(stderr, "\n");
    print_advice(error, dir, as);
}
