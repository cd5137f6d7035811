/* SPDX-License-Identifier: Apache-2.0 */
#include "vault.h"

#include "service/declare.h"

static struct key_ring keys; /* opened once, then only read */

enum status vault_open(struct error *error)
{
    return key_ring_open(keys_dir(), "notifications.master", &keys, error);
}

struct sealed vault_seal(const char *what, const char *owner, const char *text, struct arena *arena)
{
    return ring_seal(&keys, arena_printf(arena, "%s|%s", what, owner), text, arena);
}

const char *vault_unseal(const char *what, const char *owner, struct sealed sealed, struct arena *arena)
{
    struct error error;
    const char *text;
    if (ring_unseal(&keys, arena_printf(arena, "%s|%s", what, owner), what, sealed, arena, &text, &error) != STATUS_OK)
        return NULL;
    return text;
}
