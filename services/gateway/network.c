/* SPDX-License-Identifier: Apache-2.0 */
#include "network.h"

#include <stdio.h>
#include <string.h>

#include "gateway.h"
#include "queue/presence.h"

static struct curve curve;
static struct presence *presence;
static struct resolver_source source = {.list = presence_list, .silent = presence_silent};

static enum status open_presence(const char *file, struct error *error)
{
    const struct queue_settings settings = {.url = gateway.settings.redis_url, .deployment = gateway.settings.deployment,
                                            .purpose = "registry"};
    TRY(presence_open(&settings, file, &presence, error));
    source.context = presence;
    return STATUS_OK;
}

enum status network_open(struct client_settings *client, struct error *error)
{
    const char *dir = gateway.settings.dir;
    if (!*gateway.settings.resolve)
        return STATUS_OK;
    struct arena *arena = arena_new();
    static char trust[4096];
    snprintf(trust, sizeof trust, "%s/trust", dir);
    enum status status = curve_open(arena_printf(arena, "%s/keys", dir), trust, "gateway", &curve, error);
    if (status == STATUS_OK && strstr(gateway.settings.resolve, "registry"))
        status = open_presence(arena_printf(arena, "%s/registry.gateway", dir), error);
    client->curve = &curve;
    client->trust_dir = trust;
    client->resolve = gateway.settings.resolve;
    client->source = presence ? &source : NULL;
    arena_free(arena);
    return status;
}

void network_close(void)
{
    presence_close(presence);
    presence = NULL;
}
