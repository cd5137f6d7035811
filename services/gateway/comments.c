/* SPDX-License-Identifier: Apache-2.0
 * A second descriptor set, with its source info, is embedded in the gateway alone: services need no comments.
 */
#include "comments.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "google/protobuf/descriptor.pb-c.h"

typedef Google__Protobuf__FileDescriptorProto FileProto;
typedef Google__Protobuf__DescriptorProto MessageProto;
typedef Google__Protobuf__EnumDescriptorProto EnumProto;
typedef Google__Protobuf__ServiceDescriptorProto ServiceProto;
typedef Google__Protobuf__SourceCodeInfo__Location Location;

extern const char gateway_comments_set[];
extern const uint64_t gateway_comments_set_size;

/* Field numbers of descriptor.proto, of which a location's path is made. */
enum {
    FILE_MESSAGE = 4, FILE_ENUM = 5, FILE_SERVICE = 6, MESSAGE_FIELD = 2, MESSAGE_NESTED = 3, MESSAGE_ENUM = 4,
    ENUM_VALUE = 2, SERVICE_METHOD = 2
};

struct comment {
    const char *name, *text;
};

static struct arena *arena;
static struct comment *comments;
static size_t n_comments, room;

static const char *below(const char *parent, const char *name)
{
    return *parent ? arena_printf(arena, "%s.%s", parent, name) : arena_strdup(arena, name);
}

/* ---- what a path leads to ---------------------------------------------------------------------------------------- */

static const char *in_enum(const EnumProto *type, const char *parent, const int32_t *path, size_t n)
{
    const char *name = below(parent, type->name);
    if (n == 0)
        return name;
    return n == 2 && path[0] == ENUM_VALUE && (size_t)path[1] < type->n_value ? below(name, type->value[path[1]]->name)
                                                                             : NULL;
}

static const char *in_message(const MessageProto *message, const char *parent, const int32_t *path, size_t n)
{
    const char *name = below(parent, message->name);
    for (; n >= 2 && path[0] == MESSAGE_NESTED && (size_t)path[1] < message->n_nested_type; path += 2, n -= 2) {
        message = message->nested_type[path[1]];
        name = below(name, message->name);
    }
    if (n == 0)
        return name;
    if (n == 2 && path[0] == MESSAGE_FIELD && (size_t)path[1] < message->n_field)
        return below(name, message->field[path[1]]->name);
    if (n >= 2 && path[0] == MESSAGE_ENUM && (size_t)path[1] < message->n_enum_type)
        return in_enum(message->enum_type[path[1]], name, path + 2, n - 2);
    return NULL;
}

static const char *in_service(const ServiceProto *service, const char *parent, const int32_t *path, size_t n)
{
    const char *name = below(parent, service->name);
    if (n == 0)
        return name;
    return n == 2 && path[0] == SERVICE_METHOD && (size_t)path[1] < service->n_method
               ? below(name, service->method[path[1]]->name)
               : NULL;
}

static const char *name_at(const FileProto *file, const Location *location)
{
    const int32_t *path = location->path;
    const char *package = file->package ? file->package : "";
    if (location->n_path < 2 || path[1] < 0)
        return NULL;
    size_t at = (size_t)path[1], n = location->n_path - 2;
    if (path[0] == FILE_MESSAGE && at < file->n_message_type)
        return in_message(file->message_type[at], package, path + 2, n);
    if (path[0] == FILE_ENUM && at < file->n_enum_type)
        return in_enum(file->enum_type[at], package, path + 2, n);
    if (path[0] == FILE_SERVICE && at < file->n_service)
        return in_service(file->service[at], package, path + 2, n);
    return NULL;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Lines become one paragraph. */
static void put_flat(struct text *out, const char *text)
{
    for (const char *p = text ? text : ""; *p;) {
        p += strspn(p, " \t\n");
        size_t n = strcspn(p, " \t\n");
        if (n && out->size)
            text_putc(out, ' ');
        text_put(out, p, n);
        p += n;
    }
}

static void add(const char *name, const Location *location)
{
    struct text text;
    text_init(&text, arena);
    put_flat(&text, location->leading_comments);
    put_flat(&text, location->trailing_comments);
    if (!text.size)
        return;
    if (n_comments == room) {
        room = room ? 2 * room : 1024;
        comments = need_realloc(comments, room * sizeof *comments);
    }
    comments[n_comments++] = (struct comment){name, text.bytes};
}

static void read_file(const FileProto *file)
{
    for (size_t i = 0; file->source_code_info && i < file->source_code_info->n_location; i++) {
        const Location *location = file->source_code_info->location[i];
        if (!location->leading_comments && !location->trailing_comments)
            continue;
        const char *name = name_at(file, location);
        if (name)
            add(name, location);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct comment *)a)->name, ((const struct comment *)b)->name);
}

static void read_all(void)
{
    Google__Protobuf__FileDescriptorSet *set = google__protobuf__file_descriptor_set__unpack(
        NULL, gateway_comments_set_size, (const uint8_t *)gateway_comments_set);
    arena = arena_new();
    for (size_t i = 0; set && i < set->n_file; i++)
        read_file(set->file[i]);
    if (set)
        google__protobuf__file_descriptor_set__free_unpacked(set, NULL);
    qsort(comments, n_comments, sizeof *comments, by_name);
}

const char *comment_of(const char *full_name)
{
    const struct comment key = {.name = full_name};
    if (!arena)
        read_all();
    const struct comment *found = n_comments ? bsearch(&key, comments, n_comments, sizeof key, by_name) : NULL;
    return found ? found->text : "";
}
