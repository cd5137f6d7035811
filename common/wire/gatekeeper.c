/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/gatekeeper.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "wire/curve.h"
#include "wire/frames.h"

#define ENDPOINT "inproc://zeromq.zap.01"

enum { TURN_MS = 200, FRAMES = 7 };
/* Of a request by ZAP 1.0 over a REP socket; the answer has version, id, code, text, user and metadata. */
enum { FRAME_VERSION, FRAME_ID, FRAME_DOMAIN, FRAME_ADDRESS, FRAME_ROUTING, FRAME_MECHANISM, FRAME_KEY };

struct gatekeeper {
    char *trust_dir;
    void *socket;
    pthread_t thread;
    atomic_bool stopping;
};

static bool is(zmq_msg_t *part, const char *text)
{
    return zmq_msg_size(part) == strlen(text) && !memcmp(zmq_msg_data(part), text, strlen(text));
}

static bool is_pub(const char *file)
{
    size_t n = strlen(file);
    return n > 4 && n - 4 < PEER_NAME && strcmp(file + n - 4, ".pub") == 0;
}

/* Looked up in the folder each time: connections are rare, and a key taken away counts at once. */
static bool find_name(const struct gatekeeper *gatekeeper, const void *key, char ret_name[PEER_NAME])
{
    char path[4096];
    bool found = false;
    snprintf(path, sizeof path, "%s/curve", gatekeeper->trust_dir);
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    for (struct dirent *entry; !found && (entry = readdir(folder));) {
        uint8_t known[KEY_SIZE];
        struct error error;
        if (!is_pub(entry->d_name))
            continue;
        snprintf(ret_name, PEER_NAME, "%.*s", (int)strlen(entry->d_name) - 4, entry->d_name);
        found = curve_public(gatekeeper->trust_dir, ret_name, known, &error) == STATUS_OK && !memcmp(known, key, KEY_SIZE);
    }
    closedir(folder);
    return found;
}

static void answer(struct gatekeeper *gatekeeper, zmq_msg_t parts[FRAMES])
{
    char name[PEER_NAME] = "";
    bool known = is(&parts[FRAME_MECHANISM], "CURVE") && zmq_msg_size(&parts[FRAME_KEY]) == KEY_SIZE &&
                 find_name(gatekeeper, zmq_msg_data(&parts[FRAME_KEY]), name);
    const char *code = known ? "200" : "400", *text = known ? "OK" : "not on the list";
    if (!known)
        log_line(LOG_WARN, "msg=\"connection refused: its key is not on the list\" address=%.*s",
                 (int)zmq_msg_size(&parts[FRAME_ADDRESS]), (const char *)zmq_msg_data(&parts[FRAME_ADDRESS]));
    zmq_send(gatekeeper->socket, "1.0", 3, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, zmq_msg_data(&parts[FRAME_ID]), zmq_msg_size(&parts[FRAME_ID]), ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, code, 3, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, text, strlen(text), ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, name, known ? strlen(name) : 0, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, "", 0, 0);
}

static void *guard(void *context)
{
    struct gatekeeper *gatekeeper = context;
    while (!atomic_load(&gatekeeper->stopping)) {
        zmq_pollitem_t item = {.socket = gatekeeper->socket, .events = ZMQ_POLLIN};
        zmq_msg_t parts[FRAMES];
        if (zmq_poll(&item, 1, TURN_MS) <= 0)
            continue;
        int got = frames_take(gatekeeper->socket, parts, FRAMES);
        if (got <= 0) { /* no CURVE, no key */
            zmq_send(gatekeeper->socket, "", 0, 0);
            continue;
        }
        answer(gatekeeper, parts);
        frames_close(parts, FRAMES);
    }
    return NULL;
}

enum status gatekeeper_open(void *context, const char *trust_dir, struct gatekeeper **ret, struct error *error)
{
    struct gatekeeper *gatekeeper = need_alloc(sizeof *gatekeeper);
    sigset_t all, before;
    gatekeeper->trust_dir = need_strdup(trust_dir);
    gatekeeper->socket = zmq_socket(context, ZMQ_REP);
    bool good = gatekeeper->socket && zmq_bind(gatekeeper->socket, ENDPOINT) == 0;
    if (good)
        socket_set(gatekeeper->socket, ZMQ_LINGER, 0);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    good = good && !pthread_create(&gatekeeper->thread, NULL, guard, gatekeeper);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (good) {
        *ret = gatekeeper;
        return STATUS_OK;
    }
    fail_with(error, STATUS_INTERNAL, "no guard for TCP connections: %s", strerror(errno));
    if (gatekeeper->socket)
        zmq_close(gatekeeper->socket);
    free(gatekeeper->trust_dir);
    free(gatekeeper);
    return STATUS_INTERNAL;
}

void gatekeeper_close(struct gatekeeper *gatekeeper)
{
    if (!gatekeeper)
        return;
    atomic_store(&gatekeeper->stopping, true);
    pthread_join(gatekeeper->thread, NULL);
    zmq_close(gatekeeper->socket);
    free(gatekeeper->trust_dir);
    free(gatekeeper);
}
