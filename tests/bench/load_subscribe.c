/* SPDX-License-Identifier: Apache-2.0
 * `at_once` readers of the gateway's server-sent events, one thread. When all stand at the logs' ends it prints "ready",
 * then reads until each has `count` events or `seconds` are over. An event's delay is from its recorded_at, which the
 * database writes before COMMIT, to its last byte here.
 */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 16 << 10, CHUNK_MAX = 32, AT_A_TIME = 256, READ_BYTES = 128 << 10, TIMED = 16 };

struct stream {
    int fd;
    bool placed, in_body;
    size_t chunk_left;     /* of the chunk at hand */
    char size_text[CHUNK_MAX];
    size_t n_size_text;
    char *line;
    size_t n_line, room;
    uint64_t events;
};

struct readers {
    const struct load *load;
    int epoll;
    struct stream *streams;
    unsigned placed, done;
    struct samples samples;
    unsigned timed_every;
    char *bytes;
};

static int subscribe(const struct load *load)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(load->port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    char request[1024];
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int n = snprintf(request, sizeof request,
                     "GET /events?types=%s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nAuthorization: Bearer %s\r\n\r\n", load->types,
                     load->port, load->token);
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0 || write(fd, request, (size_t)n) != n)
        load_fail("subscribe", strerror(errno));
    return fd;
}

static void time_event(struct readers *readers, const struct stream *stream)
{
    static const char name[] = "\"recordedAt\":\"";
    if ((size_t)(stream - readers->streams) % readers->timed_every)
        return;
    char *at = strstr(stream->line, name), *end = at ? strchr(at + sizeof name - 1, '"') : NULL;
    int64_t us;
    if (!end)
        return;
    *end = 0;
    if (time_parse(at + sizeof name - 1, &us))
        samples_add(&readers->samples, clock_now_us() - us);
}

static void take_line(struct readers *readers, struct stream *stream)
{
    stream->line[stream->n_line] = 0;
    if (!stream->placed && strstr(stream->line, "from here on")) {
        stream->placed = true;
        if (++readers->placed == readers->load->at_once) {
            printf("ready\n");
            fflush(stdout);
        }
    } else if (!strncmp(stream->line, "event: error", 12)) {
        load_fail("a stream ended", stream->line);
    } else if (!strncmp(stream->line, "data: {", 7)) {
        time_event(readers, stream);
        if (++stream->events == readers->load->count)
            readers->done++;
    }
    stream->n_line = 0;
}

static void take_text(struct readers *readers, struct stream *stream, const char *text, size_t n)
{
    while (n) {
        const char *end = memchr(text, '\n', n);
        size_t part = end ? (size_t)(end - text) : n;
        if (stream->n_line + part + 1 > stream->room) {
            stream->room = stream->n_line + part + 1024;
            if (stream->room > LINE_MAX_BYTES)
                load_fail("a stream", "a line is longer than an event can be");
            stream->line = need_realloc(stream->line, stream->room);
        }
        memcpy(stream->line + stream->n_line, text, part);
        stream->n_line += part;
        if (end)
            take_line(readers, stream);
        n -= part + (end ? 1 : 0);
        text += part + (end ? 1 : 0);
    }
}

/* The head's end: what follows is chunks. */
static size_t skip_head(struct stream *stream, const char *bytes, size_t n)
{
    const char *end = memmem(bytes, n, "\r\n\r\n", 4);
    if (!end || strncmp(bytes, "HTTP/1.1 200", 12) != 0)
        load_fail("a stream did not open", n ? bytes : "nothing came");
    stream->in_body = true;
    return (size_t)(end + 4 - bytes);
}

static void take_bytes(struct readers *readers, struct stream *stream, const char *bytes, size_t n)
{
    size_t at = stream->in_body ? 0 : skip_head(stream, bytes, n);
    while (at < n) {
        if (stream->chunk_left) {
            size_t part = stream->chunk_left < n - at ? stream->chunk_left : n - at;
            take_text(readers, stream, bytes + at, part);
            stream->chunk_left -= part;
            at += part;
            continue;
        }
        char c = bytes[at++];
        if (c == '\n' && stream->n_size_text) {
            stream->size_text[stream->n_size_text] = 0;
            stream->chunk_left = strtoul(stream->size_text, NULL, 16);
            stream->n_size_text = 0;
        } else if (c != '\r' && c != '\n' && stream->n_size_text < CHUNK_MAX - 1) {
            stream->size_text[stream->n_size_text++] = c;
        }
    }
}

static void open_streams(struct readers *readers)
{
    const struct load *load = readers->load;
    readers->streams = need_alloc(load->at_once * sizeof *readers->streams);
    readers->bytes = need_alloc(READ_BYTES + 1);
    readers->timed_every = load->at_once > TIMED ? load->at_once / TIMED : 1;
    readers->epoll = epoll_create1(EPOLL_CLOEXEC);
    for (unsigned i = 0; i < load->at_once; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &readers->streams[i]};
        readers->streams[i].fd = subscribe(load);
        epoll_ctl(readers->epoll, EPOLL_CTL_ADD, readers->streams[i].fd, &event);
    }
}

static void read_all(struct readers *readers)
{
    struct epoll_event ready[AT_A_TIME];
    int64_t until_us = clock_mono_us() + 60 * 1000000LL;
    bool begun = false;
    while (readers->done < readers->load->at_once && clock_mono_us() < until_us) {
        int n = epoll_wait(readers->epoll, ready, AT_A_TIME, 50);
        for (int i = 0; i < n; i++) {
            struct stream *stream = ready[i].data.ptr;
            ssize_t got = read(stream->fd, readers->bytes, READ_BYTES);
            if (got <= 0)
                load_fail("a stream", got ? strerror(errno) : "the gateway closed it");
            readers->bytes[got] = 0;
            take_bytes(readers, stream, readers->bytes, (size_t)got);
        }
        if (!begun && readers->placed == readers->load->at_once) {
            begun = true;
            until_us = clock_mono_us() + (int64_t)(readers->load->seconds * 1e6);
        }
    }
}

void load_subscribe(const struct load *load)
{
    struct readers readers = {.load = load};
    open_streams(&readers);
    read_all(&readers);
    uint64_t least = UINT64_MAX, most = 0, all = 0;
    for (unsigned i = 0; i < load->at_once; i++) {
        uint64_t events = readers.streams[i].events;
        least = events < least ? events : least;
        most = events > most ? events : most;
        all += events;
        close(readers.streams[i].fd);
        free(readers.streams[i].line);
    }
    close(readers.epoll);
    free(readers.streams);
    free(readers.bytes);
    printf("{\"streams\":%u,\"events\":%llu,\"least\":%llu,\"most\":%llu,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"cpu_s\":%.3f}\n",
           load->at_once, (unsigned long long)all, (unsigned long long)least, (unsigned long long)most,
           samples_ms(&readers.samples, 0.5), samples_ms(&readers.samples, 0.99), load_cpu_s());
    samples_free(&readers.samples);
}
