/* SPDX-License-Identifier: Apache-2.0 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int open_input(const char *input)
{
    if (!input)
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    int fd = memfd_create("input", MFD_CLOEXEC);
    size_t n = strlen(input);
    if (fd >= 0 && write(fd, input, n) == (ssize_t)n && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Between fork and exec: only what is safe after a fork of a process with threads. */
static void become(const struct child *child, int input, int output, pid_t parent)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    if (child->death_signal)
        prctl(PR_SET_PDEATHSIG, child->death_signal);
    if (getppid() != parent)
        _exit(127);
    dup2(input, 0);
    dup2(output, 1);
    dup2(output, 2);
    const char *const *environment = child->environment ? child->environment : (const char *const *)environ;
    execvpe(child->argv[0], (char *const *)child->argv, (char *const *)environment);
    static const char sentence[] = "the program can't be started\n";
    if (write(2, sentence, sizeof sentence - 1) < 0)
        _exit(126);
    _exit(127);
}

pid_t child_start(const struct child *child)
{
    int input = open_input(child->input);
    int output = child->log ? open(child->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)
                            : open("/dev/null", O_WRONLY | O_CLOEXEC);
    pid_t parent = getpid(), pid = -1;
    if (input >= 0 && output >= 0)
        pid = fork();
    if (pid == 0)
        become(child, input, output, parent);
    int cause = errno;
    if (input >= 0)
        close(input);
    if (output >= 0)
        close(output);
    errno = cause;
    return pid;
}

int child_run(const struct child *child)
{
    pid_t pid = child_start(child);
    int status;
    if (pid < 0)
        return -1;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void child_end_in_words(int wait_status, char *ret_words, size_t room)
{
    if (WIFSIGNALED(wait_status))
        snprintf(ret_words, room, "was killed by signal %d (%s)", WTERMSIG(wait_status), strsignal(WTERMSIG(wait_status)));
    else
        snprintf(ret_words, room, "exited with status %d", WEXITSTATUS(wait_status));
}

static bool is_dropped(const char *entry, const char *const *drop)
{
    for (; drop && *drop; drop++)
        if (strncmp(entry, *drop, strlen(*drop)) == 0)
            return true;
    return false;
}

const char *const *child_environment(struct arena *arena, const char *const *drop, const char *const *add)
{
    size_t n = 0, kept = 0;
    for (char **entry = environ; *entry; entry++)
        n++;
    for (const char *const *entry = add; entry && *entry; entry++)
        n++;
    const char **environment = arena_alloc(arena, (n + 1) * sizeof *environment);
    for (char **entry = environ; *entry; entry++)
        if (!is_dropped(*entry, drop))
            environment[kept++] = arena_strdup(arena, *entry);
    for (const char *const *entry = add; entry && *entry; entry++)
        environment[kept++] = arena_strdup(arena, *entry);
    return environment;
}
