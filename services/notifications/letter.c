/* SPDX-License-Identifier: Apache-2.0 */
#include "letter.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"

enum { ADDRESS_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63, WORD_BYTES = 39, PLAIN_MAX = 69, LINE_BYTES = 57 };

static bool labels_are_valid(const char *p)
{
    for (int labels = 1;; labels++) {
        size_t n = strcspn(p, ".");
        if (n == 0 || n > LABEL_MAX || p[0] == '-' || p[n - 1] == '-')
            return false;
        for (size_t i = 0; i < n; i++)
            if (!isalnum((unsigned char)p[i]) && p[i] != '-')
                return false;
        if (!p[n])
            return labels >= 2;
        p += n + 1;
    }
}

bool letter_address_is_valid(const char *address)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.";
    const char *at = strrchr(address, '@');
    size_t n = at ? (size_t)(at - address) : 0;
    if (strlen(address) > ADDRESS_MAX || n == 0 || n > LOCAL_MAX || strspn(address, allowed) != n)
        return false;
    if (address[0] == '.' || at[-1] == '.' || strstr(address, ".."))
        return false;
    return labels_are_valid(at + 1);
}

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

/* Encoded words of at most 75 characters, each of whole code points. */
static void put_subject(struct text *out, const char *subject, struct arena *arena)
{
    text_puts(out, "Subject: ");
    if (is_plain(subject) && strlen(subject) <= PLAIN_MAX) {
        text_puts(out, subject);
        text_puts(out, "\r\n");
        return;
    }
    for (size_t n; *subject; subject += n) {
        size_t left = strlen(subject);
        n = left < WORD_BYTES ? left : WORD_BYTES;
        while (n < left && ((unsigned char)subject[n] & 0xc0) == 0x80)
            n--;
        text_printf(out, "=?UTF-8?B?%s?=\r\n%s", base64_encode(arena, subject, n, false), subject[n] ? " " : "");
    }
}

static void put_date(struct text *out, int64_t at_us)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(at_us / 1000000);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    text_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
                tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void put_body(struct text *out, const char *text, struct arena *arena)
{
    size_t left = strlen(text);
    text_puts(out, "\r\n");
    for (size_t n; left; left -= n, text += n) {
        n = left < LINE_BYTES ? left : LINE_BYTES;
        text_printf(out, "%s\r\n", base64_encode(arena, text, n, false));
    }
}

const char *letter_write(const struct letter *letter, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    put_date(&out, letter->at_us);
    text_printf(&out, "From: %s\r\nTo: %s\r\n", letter->from, letter->to);
    put_subject(&out, letter->subject, arena);
    text_printf(&out, "Message-ID: <%s@%s>\r\n", letter->id, strrchr(letter->from, '@') + 1);
    text_puts(&out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
                    "Auto-Submitted: auto-generated\r\n");
    put_body(&out, letter->text, arena);
    return out.bytes;
}
