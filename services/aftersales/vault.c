/* SPDX-License-Identifier: Apache-2.0 */
#include "vault.h"

#include <stdio.h>
#include <string.h>

#include "schema/check.h"
#include "seal/seal.h"
#include "service/declare.h"
#include "settings.h"

static struct key_ring text_keys, link_keys; /* opened once, then only read */

enum status vault_open(struct error *error)
{
    if (!format_is_valid("zone", aftersales_settings.zone))
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "DEALSPINE_AFTERSALES_ZONE must be an IANA zone, as Asia/Shanghai");
    TRY(key_ring_open(keys_dir(), "aftersales.text", &text_keys, error));
    return key_ring_open(keys_dir(), "aftersales.link", &link_keys, error);
}

/* The record and the field are authenticated with the text. */
static const char *bound_to(struct call *call, const char *id, const char *label)
{
    return arena_printf(call->arena, "%s|%s", id, label);
}

const char *vault_seal(struct call *call, const char *id, const char *label, const char *text)
{
    struct sealed sealed = ring_seal(&text_keys, bound_to(call, id, label), is_blank(text) ? NULL : text, call->arena);
    return sealed.data ? hex_encode(call->arena, sealed.data, sealed.size) : NULL;
}

enum status vault_unseal(struct call *call, const char *id, const char *label, const char **text)
{
    struct sealed sealed = {NULL, 0};
    if (*text) {
        uint8_t *bytes = arena_alloc(call->arena, strlen(*text) / 2 + 1);
        sealed = (struct sealed){bytes, strlen(*text) / 2};
        if (!hex_decode(*text, bytes, sealed.size))
            return fail(call, STATUS_DATA_LOSS, "a sealed %s is damaged", label);
    }
    return ring_unseal(&text_keys, bound_to(call, id, label), label, sealed, call->arena, text, &call->error);
}

const char *vault_token(struct call *call, enum link_kind kind, const char *id, uint32_t round, int64_t expires_us)
{
    struct link link = {.kind = kind, .round = round, .expires_us = expires_us};
    snprintf(link.id, sizeof link.id, "%s", id);
    return link_make(&link_keys, &link, call->arena);
}

enum status vault_read_token(struct call *call, const char *token, enum link_kind kind, struct link *ret_link)
{
    return link_read(&link_keys, token, kind, call->now_us, call->arena, ret_link, &call->error);
}
