/* SPDX-License-Identifier: Apache-2.0
 * Preloaded into Postgres (LD_PRELOAD), makes each flush take SLOW_FSYNC_US microseconds longer: a disk whose cache is
 * not lost when the power is. Machines for tests often flush in 50 us, a hundred times quicker than such disks.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void wait_longer(void)
{
    const char *setting = getenv("SLOW_FSYNC_US");
    long us = setting ? strtol(setting, NULL, 10) : 0;
    struct timespec pause = {us / 1000000, us % 1000000 * 1000};
    if (us > 0)
        nanosleep(&pause, NULL);
}

static int flush(const char *name, int fd)
{
    int (*real)(int) = (int (*)(int))(void *)dlsym(RTLD_NEXT, name);
    int end = real(fd);
    wait_longer();
    return end;
}

int fdatasync(int fd)
{
    return flush("fdatasync", fd);
}

int fsync(int fd)
{
    return flush("fsync", fd);
}
