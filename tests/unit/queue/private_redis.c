/* SPDX-License-Identifier: Apache-2.0 */
#include "private_redis.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[32];
static pid_t server;

const char *redis_file(const char *name)
{
    static char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int reach(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/s", folder);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

void redis_say(const char *words)
{
    char answer[4096];
    int fd = reach();
    assert_true(fd >= 0);
    dprintf(fd, "%s\r\n", words);
    assert_true(read(fd, answer, sizeof answer) > 0);
    assert_int_not_equal(answer[0], '-');
    close(fd);
}

/* redis-tools holds the server under another name; it looks at the name it is called by. */
static void become_server(void)
{
    char program[64], socket_path[64];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    snprintf(program, sizeof program, "%s/redis-server", folder);
    snprintf(socket_path, sizeof socket_path, "%s/s", folder);
    freopen("/dev/null", "w", stdout);
    execl(program, program, "--port", "0", "--unixsocket", socket_path, "--save", "", "--dir", folder, (char *)NULL);
    _exit(127);
}

void redis_start(void)
{
    if (!folder[0]) {
        snprintf(folder, sizeof folder, "/tmp/queue-XXXXXX");
        assert_non_null(mkdtemp(folder));
        assert_int_equal(symlink("/usr/bin/redis-check-rdb", redis_file("redis-server")), 0);
        signal(SIGPIPE, SIG_IGN);
    }
    server = fork();
    if (server == 0)
        become_server();
    for (int turn = 0, fd = -1; fd < 0; turn++) {
        assert_true(turn < 500);
        usleep(10000);
        if ((fd = reach()) >= 0)
            close(fd);
    }
}

void redis_kill(void)
{
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    unlink(redis_file("s"));
}

void redis_stop(void)
{
    kill(server, SIGSTOP);
}

void redis_go_on(void)
{
    kill(server, SIGCONT);
}

void redis_end(void)
{
    static const char *const left[] = {"s", "redis-server", "registry", NULL};
    redis_kill();
    for (const char *const *name = left; *name; name++)
        unlink(redis_file(*name));
    assert_int_equal(rmdir(folder), 0);
}

struct queue *redis_queue(void)
{
    char url[64];
    struct queue *queue;
    struct error error;
    snprintf(url, sizeof url, "unix://%s/s", folder);
    struct queue_settings settings = {.url = url, .deployment = "test", .purpose = "test"};
    assert_int_equal(queue_open(&settings, &queue, &error), STATUS_OK);
    return queue;
}
