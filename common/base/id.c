/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"

void random_bytes(void *ret_bytes, size_t n)
{
    unsigned char *out = ret_bytes;
    while (n) {
        ssize_t got = getrandom(out, n, 0);
        if (got < 0)
            abort();
        out += got;
        n -= (size_t)got;
    }
}

void id_new(uint8_t ret_id[ID_BYTES])
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static uint64_t last_ms;
    static uint32_t counter; /* 26 bits after the version: RFC 9562 section 6.2, method 1 */
    uint8_t noise[10];
    random_bytes(noise, sizeof noise);

    pthread_mutex_lock(&lock);
    uint64_t ms = (uint64_t)clock_now_us() / 1000;
    if (ms > last_ms) {
        last_ms = ms;
        counter = ((uint32_t)noise[6] << 16 | (uint32_t)noise[7] << 8 | noise[8]) & 0x1FFFFFF;
    } else if (++counter > 0x3FFFFFF) {
        last_ms++;
        counter = 0;
    }
    ms = last_ms;
    uint32_t count = counter;
    pthread_mutex_unlock(&lock);

    for (int i = 0; i < 6; i++)
        ret_id[i] = (uint8_t)(ms >> (40 - 8 * i));
    ret_id[6] = (uint8_t)(0x70 | count >> 22);
    ret_id[7] = (uint8_t)(count >> 14);
    ret_id[8] = (uint8_t)(0x80 | (count >> 8 & 0x3F));
    ret_id[9] = (uint8_t)count;
    memcpy(ret_id + 10, noise, 6);
}

void id_format(const uint8_t id[ID_BYTES], char ret_text[ID_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    char *p = ret_text;
    for (int i = 0; i < ID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *p++ = '-';
        *p++ = hex[id[i] >> 4];
        *p++ = hex[id[i] & 15];
    }
    *p = '\0';
}

void id_new_text(char ret_text[ID_TEXT])
{
    uint8_t id[ID_BYTES];
    id_new(id);
    id_format(id, ret_text);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool id_parse(const char *text, uint8_t ret_id[ID_BYTES])
{
    if (!text || strnlen(text, ID_TEXT) != ID_TEXT - 1)
        return false;
    for (int i = 0; i < ID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            if (*text++ != '-')
                return false;
        int high = hex_digit(text[0]), low = hex_digit(text[1]);
        if (high < 0 || low < 0)
            return false;
        ret_id[i] = (uint8_t)(high << 4 | low);
        text += 2;
    }
    return true;
}

uint64_t hash_bytes(const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * 0x100000001b3u;
    return hash;
}

void id_from_text(const char *text, char ret_text[ID_TEXT])
{
    uint64_t half[2];
    half[0] = hash_bytes(text, strlen(text));
    half[1] = hash_bytes(half, sizeof half[0]);
    for (int round = 0; round < 4; round++) {
        half[0] ^= hash_bytes(&half[1], sizeof half[1]);
        half[1] ^= hash_bytes(&half[0], sizeof half[0]);
    }
    uint8_t id[ID_BYTES];
    memcpy(id, half, ID_BYTES);
    id[6] = (uint8_t)(0x80 | (id[6] & 0x0F));
    id[8] = (uint8_t)(0x80 | (id[8] & 0x3F));
    id_format(id, ret_text);
}
