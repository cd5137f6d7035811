/* SPDX-License-Identifier: Apache-2.0
 * See import_encoding.h.
 */
#include "import_encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"

enum { BLOCK = 64 * 1024, LINES_LOOKED_AT = 2000 };

struct tally { /* lines that are not ASCII, by what they fit */
    unsigned utf8, gb18030, neither;
};

static bool is_ascii(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

static bool fits(iconv_t decoder, const char *bytes, size_t n)
{
    static char dropped[4 * BLOCK];
    char *in = (char *)bytes, *out = dropped;
    size_t room = sizeof(dropped);

    iconv(decoder, NULL, NULL, NULL, NULL);
    return iconv(decoder, &in, &n, &out, &room) != (size_t)-1;
}

static void count_line(iconv_t decoder, const char *bytes, size_t n, struct tally *tally)
{
    if (is_ascii(bytes, n))
        return;
    if (utf8_is_valid(bytes, n))
        tally->utf8++;
    else if (fits(decoder, bytes, n))
        tally->gb18030++;
    else
        tally->neither++;
}

/* A line longer than the block is looked at in pieces, of which those that cut a character fit nothing. */
static enum status count_lines(int fd, iconv_t decoder, struct tally *ret, struct error *error)
{
    static char block[BLOCK];
    size_t used = 0;
    ssize_t n = 0;

    *ret = (struct tally){0};
    while (ret->utf8 + ret->gb18030 + ret->neither < LINES_LOOKED_AT
           && (n = read(fd, block + used, BLOCK - used)) > 0) {
        size_t at = 0;
        char *end;

        used += (size_t)n;
        while ((end = memchr(block + at, '\n', used - at))) {
            count_line(decoder, block + at, (size_t)(end - block) - at, ret);
            at = (size_t)(end - block) + 1;
        }
        if (at == 0 && used == BLOCK) {
            count_line(decoder, block, used, ret);
            at = used;
        }
        memmove(block, block + at, used - at);
        used -= at;
    }
    count_line(decoder, block, used, ret);
    return n < 0 ? fail_with(error, STATUS_UNAVAILABLE, "reading the file failed: %s", strerror(errno)) : STATUS_OK;
}

static enum status guess(int fd, struct import_encoding *ret, struct error *error)
{
    struct tally tally;
    enum status status;
    iconv_t decoder = iconv_open("UTF-8", "GB18030");

    if (decoder == (iconv_t)-1) /* a system without it */
        return STATUS_OK;
    status = count_lines(fd, decoder, &tally, error);
    iconv_close(decoder);
    if (status == STATUS_OK && tally.gb18030 > tally.utf8 && tally.gb18030 > tally.neither) {
        strcpy(ret->name, "GB18030");
        ret->assumed = true;
    }
    return status;
}

static bool is_utf8_name(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

static enum status take_wanted(const char *wanted, struct import_encoding *ret, struct error *error)
{
    iconv_t decoder = strlen(wanted) < sizeof(ret->name) ? iconv_open("UTF-8", wanted) : (iconv_t)-1;

    if (decoder == (iconv_t)-1)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "there is no encoding \"%.40s\"; iconv --list names them",
                         wanted);
    iconv_close(decoder);
    strcpy(ret->name, is_utf8_name(wanted) ? "UTF-8" : wanted);
    return STATUS_OK;
}

enum status encoding_find(int fd, const char *wanted, struct import_encoding *ret, struct error *error)
{
    unsigned char mark[2] = {0};
    enum status status = STATUS_OK;

    *ret = (struct import_encoding){.name = "UTF-8"};
    if (wanted)
        return take_wanted(wanted, ret, error);
    if (pread(fd, mark, 2, 0) == 2 && ((mark[0] == 0xFF && mark[1] == 0xFE) || (mark[0] == 0xFE && mark[1] == 0xFF)))
        strcpy(ret->name, "UTF-16");
    else
        status = guess(fd, ret, error);
    if (status == STATUS_OK && lseek(fd, 0, SEEK_SET) < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "can't go back in the file: %s", strerror(errno));
    return status;
}

struct decoding {
    iconv_t decoder;
    size_t unit; /* bytes that are given up together */
    FILE *to;
};

static size_t unit_of(const char *name)
{
    if (strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UCS-2", 5) == 0)
        return 2;
    return strncasecmp(name, "UTF-32", 6) == 0 || strncasecmp(name, "UCS-4", 5) == 0 ? 4 : 1;
}

/* Decodes what it can of `used` bytes; what is left of a character that goes on in the next block stays. */
static size_t decode_block(const struct decoding *decoding, char *block, size_t used, bool last)
{
    static char text[4 * BLOCK];
    char *in = block;

    while (used > 0) {
        char *out = text;
        size_t room = sizeof(text);
        bool wrong = iconv(decoding->decoder, &in, &used, &out, &room) == (size_t)-1 && errno != E2BIG;
        bool cut = wrong && errno == EINVAL && !last;
        size_t lost = decoding->unit < used ? decoding->unit : used;

        fwrite(text, 1, sizeof(text) - room, decoding->to);
        if (cut)
            break;
        if (!wrong)
            continue;
        fputs("\xEF\xBF\xBD", decoding->to);
        in += lost;
        used -= lost;
    }
    memmove(block, in, used);
    return used;
}

static enum status decode(int fd, const struct decoding *decoding, struct error *error)
{
    static char block[BLOCK];
    size_t used = 0;
    ssize_t n;

    while ((n = read(fd, block + used, BLOCK - used)) > 0)
        used = decode_block(decoding, block, used + (size_t)n, false);
    decode_block(decoding, block, used, true);
    if (n < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "reading the file failed: %s", strerror(errno));
    if (fflush(decoding->to) != 0 || ferror(decoding->to))
        return fail_with(error, STATUS_UNAVAILABLE, "no room for the file's copy in UTF-8: %s", strerror(errno));
    return STATUS_OK;
}

enum status encoding_decode(int fd, const char *name, int *ret_fd, struct error *error)
{
    struct decoding decoding = {iconv_open("UTF-8", name), unit_of(name), tmpfile()};
    enum status status;

    if (decoding.to && decoding.decoder != (iconv_t)-1)
        status = decode(fd, &decoding, error);
    else
        status = fail_with(error, STATUS_UNAVAILABLE, "no copy of the file in UTF-8 can be made: %s", strerror(errno));
    *ret_fd = status == STATUS_OK ? dup(fileno(decoding.to)) : -1;
    if (status == STATUS_OK && (*ret_fd < 0 || lseek(*ret_fd, 0, SEEK_SET) < 0))
        status = fail_with(error, STATUS_UNAVAILABLE, "can't read the file's copy: %s", strerror(errno));
    if (decoding.to)
        fclose(decoding.to);
    if (decoding.decoder != (iconv_t)-1)
        iconv_close(decoding.decoder);
    return status;
}
