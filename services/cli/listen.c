/* SPDX-License-Identifier: Apache-2.0 */
#include "listen.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "wire/curve.h"

#define CLIENT "client.subscriber"

enum { FIRST_PORT = 7400 };

enum status listen_read(struct stack *stack, const char *text, struct error *error)
{
    struct in_addr address;
    const char *colon = strrchr(text, ':');
    char *end = NULL;
    size_t n = colon ? (size_t)(colon - text) : strlen(text);
    snprintf(stack->listen_host, sizeof stack->listen_host, "%.*s", (int)n, text);
    stack->listen_port = colon ? strtol(colon + 1, &end, 10) : FIRST_PORT;
    if (n >= sizeof stack->listen_host || inet_pton(AF_INET, stack->listen_host, &address) != 1)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "--listen: \"%.*s\" is no IPv4 address", (int)n, text);
    if ((colon && (end == colon + 1 || *end)) || stack->listen_port < 1 || stack->listen_port > 65535 - SERVICES_MAX)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "--listen: \"%s\" does not end in a port below %d", text,
                         65536 - SERVICES_MAX);
    return STATUS_OK;
}

static int64_t port_of(const struct stack *stack, const char *word)
{
    int64_t port = stack->listen_port;
    for (const char *const *each = stack_words; *each && strcmp(*each, word) != 0; each++)
        port++;
    return port;
}

const char *listen_address(const struct stack *stack, const char *word, unsigned nth, struct arena *arena)
{
    if (!stack->listen_host[0] || strcmp(word, "gateway") == 0)
        return NULL;
    if (nth > 1)
        return arena_printf(arena, "tcp://%s:*", stack->listen_host);
    return arena_printf(arena, "tcp://%s:%d", stack->listen_host, (int)port_of(stack, word));
}

static enum status open_key(const struct stack *stack, const char *name, struct curve *ret, struct error *error)
{
    return curve_open(stack_path(stack, "keys"), stack_path(stack, "trust"), name, ret, error);
}

enum status listen_keys(const struct stack *stack, struct error *error)
{
    struct curve curve;
    for (size_t i = 0; stack->services[i]; i++)
        TRY(open_key(stack, stack->services[i], &curve, error));
    return open_key(stack, CLIENT, &curve, error);
}

static json_t *text_of(const uint8_t key[KEY_SIZE])
{
    char text[CURVE_TEXT];
    curve_text(key, text);
    return json_string(text);
}

static enum status describe(const struct stack *stack, json_t *endpoints, json_t *keys, struct error *error)
{
    for (size_t i = 0; stack->services[i]; i++) {
        const char *word = stack->services[i];
        struct curve curve;
        TRY(open_key(stack, word, &curve, error));
        if (strcmp(word, "gateway") == 0)
            continue;
        const char *host = strcmp(stack->listen_host, "0.0.0.0") == 0 ? "127.0.0.1" : stack->listen_host;
        json_object_set_new(endpoints, word, json_sprintf("tcp://%s:%d", host, (int)port_of(stack, word)));
        json_object_set_new(keys, word, text_of(curve.public));
    }
    return STATUS_OK;
}

static enum status tell(const struct stack *stack, json_t *access, struct error *error)
{
    struct curve client;
    json_t *endpoints = json_object(), *keys = json_object();
    enum status status = describe(stack, endpoints, keys, error);
    if (status == STATUS_OK)
        status = open_key(stack, CLIENT, &client, error);
    if (status == STATUS_OK)
        json_object_set_new(access, "wire",
                            json_pack("{s:O, s:O, s:{s:s, s:o, s:o}}", "endpoints", endpoints, "serverKeys", keys, "client",
                                      "name", CLIENT, "publicKey", text_of(client.public), "secretKey",
                                      text_of(client.secret)));
    json_decref(endpoints);
    json_decref(keys);
    return status;
}

enum status listen_publish(const struct stack *stack, struct error *error)
{
    json_t *access;
    TRY(access_read(stack->dir, &access, error));
    json_object_del(access, "wire");
    enum status status = stack->listen_host[0] ? tell(stack, access, error) : STATUS_OK;
    if (status == STATUS_OK)
        status = access_write(stack->dir, access, error);
    json_decref(access);
    return status;
}
