/* SPDX-License-Identifier: Apache-2.0
 * CaptureLead of new people as JSON over `at_once` connections that are kept alive, one request at a time on each. One
 * thread, no library: it is to cost little, since it shares the machine with what it loads.
 */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/id.h"

enum { REQUEST_MAX = 2048, REPLY_MAX = 64 << 10, AT_A_TIME = 64 };

struct line {
    int fd;
    int64_t began_us;
    size_t got;
    char reply[REPLY_MAX];
};

struct run {
    const struct load *load;
    int epoll;
    struct line *lines;
    uint64_t sent, failed;
    char why[200];
    struct samples samples;
};

static int connect_to(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        load_fail("connect", strerror(errno));
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

static void send_one(struct run *run, struct line *line)
{
    const struct load *load = run->load;
    char body[400], request[REQUEST_MAX], phone[PHONE_TEXT], key[ID_TEXT];
    phone_of(load->base + run->sent++, phone);
    id_new_text(key);
    int n = snprintf(body, sizeof body,
                     "{\"phone\":\"%s\",\"name\":\"Lin Tao\",\"sourceChannel\":\"WEB\",\"source\":\"bench\","
                     "\"keyword\":\"planner\",\"product\":\"planner\",\"interests\":[\"planning\"]}", phone);
    int size = snprintf(request, sizeof request,
                        "POST /dealspine.leads.v1.Leads/CaptureLead HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
                        "Authorization: Bearer %s\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\n"
                        "Content-Length: %d\r\n\r\n%s", load->port, load->token, key, n, body);
    line->began_us = clock_mono_us();
    line->got = 0;
    if (write(line->fd, request, (size_t)size) != size)
        load_fail("write", strerror(errno));
}

/* Length of the reply with its head once it is whole, else 0. */
static size_t whole(struct line *line)
{
    line->reply[line->got] = 0;
    const char *end = strstr(line->reply, "\r\n\r\n");
    const char *length = end ? strcasestr(line->reply, "\r\ncontent-length:") : NULL;
    if (!length || length > end)
        return 0;
    size_t size = (size_t)(end + 4 - line->reply) + strtoul(length + 17, NULL, 10);
    return line->got >= size ? size : 0;
}

static void take_reply(struct run *run, struct line *line)
{
    if (!strncmp(line->reply, "HTTP/1.1 2", 10)) {
        samples_add(&run->samples, clock_mono_us() - line->began_us);
    } else if (run->failed++ == 0) {
        snprintf(run->why, sizeof run->why, "%.30s", line->reply);
        run->why[strcspn(run->why, "\r\"")] = 0;
    }
    if (run->sent < run->load->count)
        send_one(run, line);
}

static void serve(struct run *run, struct line *line)
{
    ssize_t n = read(line->fd, line->reply + line->got, REPLY_MAX - 1 - line->got);
    if (n <= 0)
        load_fail("read", n ? strerror(errno) : "the connection was closed");
    line->got += (size_t)n;
    if (whole(line))
        take_reply(run, line);
}

static void open_lines(struct run *run)
{
    run->lines = need_alloc(run->load->at_once * sizeof *run->lines);
    run->epoll = epoll_create1(EPOLL_CLOEXEC);
    for (unsigned i = 0; i < run->load->at_once; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &run->lines[i]};
        run->lines[i].fd = connect_to(run->load->port);
        epoll_ctl(run->epoll, EPOLL_CTL_ADD, run->lines[i].fd, &event);
    }
}

void load_http(const struct load *load)
{
    struct run run = {.load = load};
    struct epoll_event ready[AT_A_TIME];
    open_lines(&run);
    int64_t began_us = clock_mono_us();
    for (unsigned i = 0; i < load->at_once && run.sent < load->count; i++)
        send_one(&run, &run.lines[i]);
    while (run.samples.n + run.failed < load->count) {
        int n = epoll_wait(run.epoll, ready, AT_A_TIME, 30000);
        if (n <= 0)
            load_fail("epoll_wait", n ? strerror(errno) : "no answer within 30 s");
        for (int i = 0; i < n; i++)
            serve(&run, ready[i].data.ptr);
    }
    double took_s = (double)(clock_mono_us() - began_us) / 1e6;
    for (unsigned i = 0; i < load->at_once; i++)
        close(run.lines[i].fd);
    close(run.epoll);
    free(run.lines);
    printf("{\"answered\":%zu,\"failed\":%llu,\"why\":\"%s\",\"seconds\":%.4f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"cpu_s\":%.3f}\n",
           run.samples.n, (unsigned long long)run.failed, run.why, took_s, samples_ms(&run.samples, 0.5),
           samples_ms(&run.samples, 0.99), load_cpu_s());
    samples_free(&run.samples);
}
