/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

static const char *log_service = "-";
static enum log_level log_lowest = LOG_INFO;
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;
static char last_error[400];
static int64_t last_error_us;

void log_open(const char *service, enum log_level lowest)
{
    log_service = service;
    log_lowest = lowest;
}

static void keep(const char *text)
{
    pthread_mutex_lock(&keeping);
    snprintf(last_error, sizeof last_error, "%s", text);
    last_error_us = clock_now_us();
    pthread_mutex_unlock(&keeping);
}

void log_line(enum log_level level, const char *format, ...)
{
    static const char *const words[] = {"debug", "info", "warn", "error"};
    if (level < log_lowest)
        return;
    char line[2048], now[TIME_TEXT];
    time_format(clock_now_us(), now);
    int n = snprintf(line, sizeof line, "ts=%s level=%s svc=%s ", now, words[level], log_service);
    va_list args;
    va_start(args, format);
    int more = vsnprintf(line + n, sizeof line - (size_t)n, format, args);
    va_end(args);
    size_t size = (size_t)n + (size_t)(more < 0 ? 0 : more);
    if (size > sizeof line - 2)
        size = sizeof line - 2;
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)line[i] < 0x20)
            line[i] = ' ';
    line[size] = '\0';
    if (level == LOG_ERROR)
        keep(line + n);
    line[size] = '\n';
    if (write(STDERR_FILENO, line, size + 1) < 0)
        return; /* nowhere left to complain */
}

bool log_last_error(char *ret, unsigned long room, int64_t *ret_us)
{
    pthread_mutex_lock(&keeping);
    snprintf(ret, room, "%s", last_error);
    *ret_us = last_error_us;
    pthread_mutex_unlock(&keeping);
    return ret[0] != '\0';
}

const char *log_quote(const char *value, char *ret, unsigned long room)
{
    if (value[0] && !value[strcspn(value, " \"=\\\t\r\n")]) {
        snprintf(ret, room, "%s", value);
        return ret;
    }
    unsigned long n = 0;
    ret[n++] = '"';
    for (; *value && n + 4 < room; value++) {
        if (*value == '"' || *value == '\\')
            ret[n++] = '\\';
        ret[n++] = (unsigned char)*value < 0x20 ? ' ' : *value;
    }
    ret[n++] = '"';
    ret[n] = '\0';
    return ret;
}
