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
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "wire/curve.h"
#include "wire/frames.h"
#include "wire/refusals.h"

#define ENDPOINT "inproc://zeromq.zap.01"

enum { TURN_MS = 200, FRAMES = 7 };
/* Of a request by ZAP 1.0 over a REP socket; the answer has version, id, code, text, user and metadata. */
enum { FRAME_VERSION, FRAME_ID, FRAME_DOMAIN, FRAME_ADDRESS, FRAME_ROUTING, FRAME_MECHANISM, FRAME_KEY };

struct gatekeeper {
    char *trust_dir;
    void *socket, *door;
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
    if (!known) {
        refusal_count(REFUSAL_KEY);
        log_line(LOG_WARN, "msg=\"connection refused: its key is not on the list\" address=%.*s",
                 (int)zmq_msg_size(&parts[FRAME_ADDRESS]), (const char *)zmq_msg_data(&parts[FRAME_ADDRESS]));
    }
    zmq_send(gatekeeper->socket, "1.0", 3, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, zmq_msg_data(&parts[FRAME_ID]), zmq_msg_size(&parts[FRAME_ID]), ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, code, 3, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, text, strlen(text), ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, name, known ? strlen(name) : 0, ZMQ_SNDMORE);
    zmq_send(gatekeeper->socket, "", 0, 0);
}

static void take_request(struct gatekeeper *gatekeeper)
{
    zmq_msg_t parts[FRAMES];
    if (frames_take(gatekeeper->socket, parts, FRAMES) <= 0) { /* no CURVE, no key */
        zmq_send(gatekeeper->socket, "", 0, 0);
        return;
    }
    answer(gatekeeper, parts);
    frames_close(parts, FRAMES);
}

/* Events of handshakes that failed without a question to us: number and value, then the endpoint. */
static void take_events(struct gatekeeper *gatekeeper)
{
    zmq_msg_t parts[2];
    for (int got; (got = frames_take(gatekeeper->door, parts, 2)) != 0;) {
        uint16_t event = 0;
        if (got < 0)
            continue;
        if (zmq_msg_size(&parts[0]) >= sizeof event)
            memcpy(&event, zmq_msg_data(&parts[0]), sizeof event);
        if (event & GATEKEEPER_EVENTS)
            refusal_count(REFUSAL_HANDSHAKE);
        frames_close(parts, 2);
    }
}

static void *guard(void *context)
{
    struct gatekeeper *gatekeeper = context;
    while (!atomic_load(&gatekeeper->stopping)) {
        zmq_pollitem_t items[] = {{.socket = gatekeeper->socket, .events = ZMQ_POLLIN},
                                  {.socket = gatekeeper->door, .events = ZMQ_POLLIN}};
        if (zmq_poll(items, 2, TURN_MS) <= 0)
            continue;
        if (items[0].revents)
            take_request(gatekeeper);
        if (items[1].revents)
            take_events(gatekeeper);
    }
    return NULL;
}

bool gatekeeper_knows(const struct gatekeeper *gatekeeper, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/curve/%s.pub", gatekeeper->trust_dir, name);
    return access(path, F_OK) == 0;
}

static void gatekeeper_free(struct gatekeeper *gatekeeper)
{
    if (gatekeeper->socket)
        zmq_close(gatekeeper->socket);
    if (gatekeeper->door)
        zmq_close(gatekeeper->door);
    free(gatekeeper->trust_dir);
    free(gatekeeper);
}

static bool open_sockets(struct gatekeeper *gatekeeper, void *context)
{
    gatekeeper->socket = zmq_socket(context, ZMQ_REP);
    gatekeeper->door = zmq_socket(context, ZMQ_PAIR);
    if (!gatekeeper->socket || !gatekeeper->door || zmq_bind(gatekeeper->socket, ENDPOINT) < 0 ||
        zmq_connect(gatekeeper->door, GATEKEEPER_DOOR) < 0)
        return false;
    socket_set(gatekeeper->socket, ZMQ_LINGER, 0);
    socket_set(gatekeeper->door, ZMQ_LINGER, 0);
    return true;
}

enum status gatekeeper_open(void *context, const char *trust_dir, struct gatekeeper **ret, struct error *error)
{
    struct gatekeeper *gatekeeper = need_alloc(sizeof *gatekeeper);
    sigset_t all, before;
    gatekeeper->trust_dir = need_strdup(trust_dir);
    bool good = open_sockets(gatekeeper, context);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    good = good && !pthread_create(&gatekeeper->thread, NULL, guard, gatekeeper);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (good) {
        *ret = gatekeeper;
        return STATUS_OK;
    }
    fail_with(error, STATUS_INTERNAL, "no guard for TCP connections: %s", strerror(errno));
    gatekeeper_free(gatekeeper);
    return STATUS_INTERNAL;
}

void gatekeeper_close(struct gatekeeper *gatekeeper)
{
    if (!gatekeeper)
        return;
    atomic_store(&gatekeeper->stopping, true);
    pthread_join(gatekeeper->thread, NULL);
    gatekeeper_free(gatekeeper);
}
