/* SPDX-License-Identifier: Apache-2.0 */
#include "json/known.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "json/protowire.h"
#include "json/write.h"

enum { NANOS = 1000000000 };
static const int64_t FIRST_SECOND = -62135596800, LAST_SECOND = 253402300799, MOST_SECONDS = 315576000000;

enum known known_type(const struct schema_message *type)
{
    static const char package[] = "google.protobuf.";
    static const struct {
        const char *name;
        enum known known;
    } types[] = {
        {"Timestamp", KNOWN_TIMESTAMP},  {"Duration", KNOWN_DURATION},    {"FieldMask", KNOWN_FIELD_MASK},
        {"Struct", KNOWN_STRUCT},        {"Value", KNOWN_VALUE},          {"ListValue", KNOWN_LIST},
        {"Any", KNOWN_ANY},              {"DoubleValue", KNOWN_WRAPPER},  {"FloatValue", KNOWN_WRAPPER},
        {"Int64Value", KNOWN_WRAPPER},   {"UInt64Value", KNOWN_WRAPPER},  {"Int32Value", KNOWN_WRAPPER},
        {"UInt32Value", KNOWN_WRAPPER},  {"BoolValue", KNOWN_WRAPPER},    {"StringValue", KNOWN_WRAPPER},
        {"BytesValue", KNOWN_WRAPPER},
    };
    if (strncmp(type->name, package, sizeof package - 1) != 0)
        return KNOWN_NOT;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(type->name + sizeof package - 1, types[i].name) == 0)
            return types[i].known;
    return KNOWN_NOT;
}

bool is_null_enum(const struct schema_field *field)
{
    return field->enumeration && strcmp(field->enumeration->name, "google.protobuf.NullValue") == 0;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Takes "." and one to nine digits, if they are there, as nanoseconds. */
static bool take_fraction(const char **at, int32_t *ret_nanos)
{
    *ret_nanos = 0;
    if (**at != '.')
        return true;
    int digits = 0;
    for ((*at)++; isdigit((unsigned char)**at); (*at)++, digits++)
        *ret_nanos = digits < 9 ? *ret_nanos * 10 + (**at - '0') : 0;
    for (int i = digits; i < 9; i++)
        *ret_nanos *= 10;
    return digits >= 1 && digits <= 9;
}

/* Takes digits where `form` has 0 and that very byte elsewhere. */
static bool has_form(const char *text, const char *form)
{
    for (; *form; text++, form++)
        if (*form == '0' ? !isdigit((unsigned char)*text) : *text != *form)
            return false;
    return true;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/* "Z" or "+hh:mm", to the end of the text, as seconds east. */
static bool read_offset(const char *text, int64_t *ret_seconds)
{
    *ret_seconds = 0;
    if (strcmp(text, "Z") == 0)
        return true;
    if ((*text != '+' && *text != '-') || strlen(text) != 6 || !has_form(text + 1, "00:00"))
        return false;
    int hours = two_digits(text + 1), minutes = two_digits(text + 4);
    *ret_seconds = (hours * 3600 + minutes * 60) * (*text == '-' ? -1 : 1);
    return hours <= 23 && minutes <= 59;
}

static bool parse_timestamp(const char *text, int64_t *ret_seconds, int32_t *ret_nanos)
{
    char day[11] = "";
    if (strlen(text) < 20 || !has_form(text, "0000-00-00T00:00:00"))
        return false;
    memcpy(day, text, 10);
    struct tm tm = {.tm_year = two_digits(text) * 100 + two_digits(text + 2) - 1900,
                    .tm_mon = two_digits(text + 5) - 1,
                    .tm_mday = two_digits(text + 8),
                    .tm_hour = two_digits(text + 11),
                    .tm_min = two_digits(text + 14),
                    .tm_sec = two_digits(text + 17)};
    const char *at = text + 19;
    int64_t offset;
    if (!date_is_valid(day) || tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 59 || !take_fraction(&at, ret_nanos) ||
        !read_offset(at, &offset))
        return false;
    *ret_seconds = timegm(&tm) - offset;
    return *ret_seconds >= FIRST_SECOND && *ret_seconds <= LAST_SECOND;
}

static bool parse_duration(const char *text, int64_t *ret_seconds, int32_t *ret_nanos)
{
    bool negative = *text == '-';
    const char *at = text + negative;
    int64_t seconds = 0;
    if (!isdigit((unsigned char)*at))
        return false;
    for (; isdigit((unsigned char)*at); at++)
        if ((seconds = seconds * 10 + (*at - '0')) > MOST_SECONDS)
            return false;
    if (!take_fraction(&at, ret_nanos) || strcmp(at, "s") != 0)
        return false;
    *ret_seconds = negative ? -seconds : seconds;
    if (negative)
        *ret_nanos = -*ret_nanos;
    return true;
}

static void put_seconds(struct text *out, int64_t seconds, int32_t nanos)
{
    if (seconds) {
        protowire_put_tag(out, 1, WIRE_VARINT);
        protowire_put_varint(out, (uint64_t)seconds);
    }
    if (nanos) {
        protowire_put_tag(out, 2, WIRE_VARINT);
        protowire_put_varint(out, (uint64_t)(int64_t)nanos);
    }
}

/* "fooBar.baz,qux" → paths foo_bar.baz and qux */
static bool read_mask(const char *text, struct text *out)
{
    for (const char *at = text; *at;) {
        size_t begun = protowire_begin(out, 1), n = strcspn(at, ",");
        for (const char *p = at; p < at + n; p++) {
            if (*p == '_' || !(isalnum((unsigned char)*p) || *p == '.'))
                return false;
            if (isupper((unsigned char)*p))
                text_putc(out, '_');
            text_putc(out, (char)tolower((unsigned char)*p));
        }
        protowire_end(out, begun);
        at += n;
        if (!n || (*at && !*++at))
            return false;
    }
    return true;
}

const char *known_read(enum known known, const char *text, struct text *out)
{
    int64_t seconds = 0;
    int32_t nanos = 0;
    if (known == KNOWN_FIELD_MASK)
        return read_mask(text, out) ? NULL : "must be a field mask (\"name,person.firstName\")";
    if (known == KNOWN_TIMESTAMP && !parse_timestamp(text, &seconds, &nanos))
        return "must be a time of RFC 3339 (\"2026-01-31T08:00:00Z\")";
    if (known == KNOWN_DURATION && !parse_duration(text, &seconds, &nanos))
        return "must be a duration in seconds (\"1.5s\")";
    put_seconds(out, seconds, nanos);
    return NULL;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static bool take_seconds(struct bytes bytes, int64_t *ret_seconds, int64_t *ret_nanos)
{
    *ret_seconds = *ret_nanos = 0;
    while (bytes.size) {
        struct wire_value value;
        if (!protowire_next(&bytes, &value))
            return false;
        if (value.kind == WIRE_VARINT && value.number == 1)
            *ret_seconds = (int64_t)value.scalar;
        else if (value.kind == WIRE_VARINT && value.number == 2)
            *ret_nanos = (int32_t)value.scalar;
    }
    return true;
}

/* ".5", ".500000" and so on: none, three, six or nine digits. */
static void put_fraction(struct text *out, int64_t nanos)
{
    if (nanos % 1000000 == 0 && nanos)
        text_printf(out, ".%03" PRId64, nanos / 1000000);
    else if (nanos % 1000 == 0 && nanos)
        text_printf(out, ".%06" PRId64, nanos / 1000);
    else if (nanos)
        text_printf(out, ".%09" PRId64, nanos);
}

static const char *write_timestamp(struct text *out, int64_t seconds, int64_t nanos)
{
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= NANOS)
        return "a time outside the years 0001 to 9999";
    struct tm tm;
    time_t when = (time_t)seconds;
    gmtime_r(&when, &tm);
    text_printf(out, "\"%04d-%02d-%02dT%02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                tm.tm_min, tm.tm_sec);
    put_fraction(out, nanos);
    text_puts(out, "Z\"");
    return NULL;
}

static const char *write_duration(struct text *out, int64_t seconds, int64_t nanos)
{
    if (seconds < -MOST_SECONDS || seconds > MOST_SECONDS || nanos <= -NANOS || nanos >= NANOS ||
        (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0))
        return "a duration out of its range";
    bool negative = seconds < 0 || nanos < 0;
    text_printf(out, "\"%s%" PRId64, negative ? "-" : "", negative ? -seconds : seconds);
    put_fraction(out, negative ? -nanos : nanos);
    text_puts(out, "s\"");
    return NULL;
}

/* A path that JSON could not give back is refused, as the mapping demands. */
static bool put_mask_path(struct text *out, struct bytes path)
{
    for (size_t i = 0; i < path.size; i++) {
        char c = (char)path.data[i];
        if (isupper((unsigned char)c) || !(isalnum((unsigned char)c) || c == '.' || c == '_'))
            return false;
        if (c == '_' && (++i == path.size || !islower(path.data[i])))
            return false;
        text_putc(out, c == '_' ? (char)toupper(path.data[i]) : c);
    }
    return true;
}

static const char *write_mask(struct text *out, struct bytes bytes)
{
    bool first = true;
    text_putc(out, '"');
    while (bytes.size) {
        struct wire_value value;
        if (!protowire_next(&bytes, &value))
            return "malformed bytes";
        if (value.number != 1 || value.kind != WIRE_BYTES)
            continue;
        if (!first)
            text_putc(out, ',');
        first = false;
        if (!put_mask_path(out, value.bytes))
            return "a field mask that JSON cannot express";
    }
    text_putc(out, '"');
    return NULL;
}

const char *known_write(enum known known, struct bytes bytes, struct text *out)
{
    int64_t seconds, nanos;
    if (known == KNOWN_FIELD_MASK)
        return write_mask(out, bytes);
    if (!take_seconds(bytes, &seconds, &nanos))
        return "malformed bytes";
    return known == KNOWN_TIMESTAMP ? write_timestamp(out, seconds, nanos) : write_duration(out, seconds, nanos);
}
