/* SPDX-License-Identifier: Apache-2.0 */
#include "service/network.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "queue/presence.h"
#include "wire/gatekeeper.h"

static struct curve curve;
static struct gatekeeper *gatekeeper;
static struct presence *presence;
static struct resolver_source source = {.round = presence_round, .list = presence_list, .silent = presence_silent};

static bool is_set(const char *text)
{
    return text && *text;
}

static enum status open_presence(struct arena *arena, struct error *error)
{
    const struct queue_settings settings = {.url = process.settings.redis_url, .deployment = process.settings.deployment,
                                            .purpose = "registry"};
    const char *file = arena_printf(arena, "%s/registry.%s", process.settings.dir, process.word);
    TRY(presence_open(&settings, file, &presence, error));
    source.context = presence;
    return STATUS_OK;
}

static enum status open_all(struct client_settings *client, struct server_settings *server, struct arena *arena,
                            struct error *error)
{
    const struct skeleton_settings *settings = &process.settings;
    TRY(curve_open(keys_dir(), trust_dir(), process.word, &curve, error));
    if (is_set(settings->listen))
        TRY(gatekeeper_open(client->context, trust_dir(), &gatekeeper, error));
    if (strstr(settings->resolve, "registry"))
        TRY(open_presence(arena, error));
    client->curve = server->curve = &curve;
    client->trust_dir = trust_dir();
    client->resolve = settings->resolve;
    client->source = presence ? &source : NULL;
    server->listen = settings->listen;
    return STATUS_OK;
}

enum status network_open(struct client_settings *client, struct server_settings *server, struct error *error)
{
    if (!is_set(process.settings.listen) && !is_set(process.settings.resolve))
        return STATUS_OK;
    struct arena *arena = arena_new();
    enum status status = open_all(client, server, arena, error);
    arena_free(arena);
    return status;
}

/* The host under which others reach us: ADVERTISE, or where we listen, or this host's name for "every address". */
static const char *endpoint(struct arena *arena)
{
    const char *bound = server_tcp(process.server), *host = process.settings.advertise;
    const char *port = strrchr(bound, ':');
    char name[65] = "";
    gethostname(name, sizeof name - 1);
    if (!is_set(host) && strncmp(bound, "tcp://0.0.0.0:", 14) != 0)
        return bound;
    return arena_printf(arena, "tcp://%s%s", is_set(host) ? host : name, port);
}

void network_announce(void)
{
    if (!server_tcp(process.server)[0])
        return;
    struct arena *arena = arena_new();
    log_line(LOG_INFO, "msg=listening endpoint=%s", server_tcp(process.server));
    if (presence)
        presence_announce(presence, process.word, resolver_id(arena, server_instance(process.server)), endpoint(arena));
    arena_free(arena);
}

void network_drain(void)
{
    presence_drain(presence);
}

void network_close(void)
{
    presence_close(presence);
    gatekeeper_close(gatekeeper);
    presence = NULL;
    gatekeeper = NULL;
}

enum status network_admit(const struct incoming *incoming, struct error *error)
{
    if (!incoming->peer || gatekeeper_knows(gatekeeper, incoming->peer))
        return STATUS_OK;
    fail_with(error, STATUS_UNAUTHENTICATED, "the key of this connection is no longer on the list");
    snprintf(error->reason, sizeof error->reason, "KEY_REMOVED");
    return STATUS_UNAUTHENTICATED;
}

enum status network_check(const struct incoming *incoming, const Principal *principal, struct error *error)
{
    const char *peer = incoming->peer, *bearer = principal->bearer;
    bool good = is_set(bearer) ? text_equal(peer, bearer)
                : !peer        ? true
                : principal->kind == PRINCIPAL__KIND__SERVICE ? text_equal(peer, principal->id)
                                                              : text_equal(peer, "gateway");
    if (good)
        return STATUS_OK;
    fail_with(error, STATUS_UNAUTHENTICATED, "this principal was not made out to the key of this connection");
    snprintf(error->reason, sizeof error->reason, "NOT_THE_BEARER");
    return STATUS_UNAUTHENTICATED;
}

const Principal *network_stranger(const struct incoming *incoming)
{
    Principal *principal = wire_new(incoming->arena, &principal__descriptor);
    principal->has_kind = true;
    principal->kind = PRINCIPAL__KIND__API_KEY;
    principal->id = arena_strdup(incoming->arena, incoming->peer);
    principal->path = "/";
    return principal;
}
