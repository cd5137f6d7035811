/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle.h"

#include <errno.h>
#include <fts.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/text.h"

enum { FILES_MAX = 2000, DEPTH_MAX = 8, HASH = 16, HASHED_CHARS = 8 };

static const size_t bytes_max = 64u << 20;

struct bundle {
    struct arena *arena;
    struct bundle_file files[FILES_MAX];
    size_t n, bytes;
};

/* ---- names ------------------------------------------------------------------------------------------------------- */

const char *bundle_type(const char *name)
{
    static const struct {
        const char *extension, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},   {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},                {".map", "application/json"},
        {".svg", "image/svg+xml"},                    {".png", "image/png"},
        {".jpg", "image/jpeg"},                       {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},                      {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},                     {".woff", "font/woff"},
        {".wasm", "application/wasm"},                {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"}, {".mp3", "audio/mpeg"},
    };
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcasecmp(dot, types[i].extension) == 0)
            return types[i].type;
    return "application/octet-stream";
}

static bool is_hash_char(char c, bool *ret_telling)
{
    bool telling = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    *ret_telling = *ret_telling || telling;
    return telling || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

bool bundle_name_is_hashed(const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name, *dot = strrchr(base, '.');
    bool telling = false;
    if (!dot || dot - base < HASHED_CHARS + 2 || dot[-HASHED_CHARS - 1] != '-')
        return false;
    for (const char *p = dot - HASHED_CHARS; p < dot; p++)
        if (!is_hash_char(*p, &telling))
            return false;
    return telling;
}

/* ---- what a request takes ---------------------------------------------------------------------------------------- */

/* One element "br;q=0.5" of a list; how many bytes it has. */
static size_t element(const char *list, size_t *ret_name, bool *ret_refused)
{
    size_t n = strcspn(list, ",");
    *ret_name = strcspn(list, ";, \t");
    *ret_refused = false;
    for (size_t i = *ret_name; i + 1 < n; i++)
        if ((list[i] == 'q' || list[i] == 'Q') && list[i + 1] == '=') {
            size_t zeros = strspn(list + i + 2, "0.");
            *ret_refused = zeros > 0 && (i + 2 + zeros >= n || strchr(" \t,", list[i + 2 + zeros]));
        }
    return n;
}

/* Is `coding` named and not refused by q=0? */
static bool takes(const char *accept, const char *coding)
{
    while (accept && *accept) {
        size_t name;
        bool refused;
        accept += strspn(accept, " \t,");
        size_t n = element(accept, &name, &refused);
        if (name == strlen(coding) && strncasecmp(accept, coding, name) == 0)
            return !refused;
        accept += n;
    }
    return false;
}

enum bundle_coding bundle_choose(const struct bundle_file *file, const char *accept_encoding)
{
    if (file->forms[CODING_BROTLI].data && takes(accept_encoding, "br"))
        return CODING_BROTLI;
    if (file->forms[CODING_GZIP].data && takes(accept_encoding, "gzip"))
        return CODING_GZIP;
    return CODING_NONE;
}

bool bundle_tag_matches(const char *if_none_match, const char *tag)
{
    for (const char *p = if_none_match; p && *p;) {
        p += strspn(p, " \t,");
        if (*p == '*')
            return true;
        if (strncmp(p, "W/", 2) == 0) /* a GET compares weakly: RFC 9110, section 13.1.2 */
            p += 2;
        size_t n = strcspn(p, ",");
        while (n && (p[n - 1] == ' ' || p[n - 1] == '\t'))
            n--;
        if (n == strlen(tag) && strncmp(p, tag, n) == 0)
            return true;
        p += strcspn(p, ",");
    }
    return false;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static enum status read_file(struct bundle *bundle, const FTSENT *entry, struct bytes *ret, struct error *error)
{
    size_t size = (size_t)entry->fts_statp->st_size;
    bundle->bytes += size;
    if (bundle->bytes > bytes_max)
        return fail_with(error, STATUS_UNAVAILABLE, "it holds more than %zu MiB", bytes_max >> 20);
    FILE *file = fopen(entry->fts_accpath, "rbe");
    uint8_t *data = arena_alloc(bundle->arena, size + 1);
    size_t n = file ? fread(data, 1, size, file) : 0;
    if (file)
        fclose(file);
    if (!file || n != size)
        return fail_with(error, STATUS_UNAVAILABLE, "%.200s: %s", entry->fts_name, file ? "changes" : strerror(errno));
    *ret = (struct bytes){data, size};
    return STATUS_OK;
}

static struct bundle_file *place(struct bundle *bundle, const char *name, size_t n)
{
    for (size_t i = 0; i < bundle->n; i++)
        if (strncmp(bundle->files[i].name, name, n) == 0 && !bundle->files[i].name[n])
            return &bundle->files[i];
    if (bundle->n == FILES_MAX)
        return NULL;
    struct bundle_file *file = &bundle->files[bundle->n++];
    *file = (struct bundle_file){.name = arena_strndup(bundle->arena, name, n)};
    return file;
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), k = strlen(end);
    return n > k && strcmp(name + n - k, end) == 0;
}

static enum status take(struct bundle *bundle, const FTSENT *entry, size_t prefix, struct error *error)
{
    const char *name = entry->fts_path + prefix;
    bool br = ends_with(name, ".br"), gz = ends_with(name, ".gz");
    struct bundle_file *file = place(bundle, name, strlen(name) - (br || gz ? 3 : 0));
    if (!file)
        return fail_with(error, STATUS_UNAVAILABLE, "it holds more than %d files", FILES_MAX);
    return read_file(bundle, entry, &file->forms[br ? CODING_BROTLI : gz ? CODING_GZIP : CODING_NONE], error);
}

static enum status read_all(struct bundle *bundle, FTS *tree, size_t prefix, struct error *error)
{
    for (FTSENT *entry; (entry = fts_read(tree));) {
        if (entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS)
            return fail_with(error, entry->fts_errno == ENOENT ? STATUS_NOT_FOUND : STATUS_UNAVAILABLE, "%s",
                             strerror(entry->fts_errno));
        if (entry->fts_info == FTS_D && entry->fts_level > DEPTH_MAX)
            fts_set(tree, entry, FTS_SKIP);
        if (entry->fts_info == FTS_F && entry->fts_level > 0)
            TRY(take(bundle, entry, prefix, error));
    }
    return STATUS_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct bundle_file *)a)->name, ((const struct bundle_file *)b)->name);
}

/* Names each file's content; a compressed form without its original is none. */
static void finish(struct bundle *bundle)
{
    size_t n = 0;
    for (size_t i = 0; i < bundle->n; i++) {
        struct bundle_file file = bundle->files[i];
        const struct bytes plain = file.forms[CODING_NONE];
        uint8_t hash[HASH];
        if (!plain.data)
            continue;
        crypto_generichash(hash, sizeof hash, plain.data, plain.size, NULL, 0);
        file.tag = hex_encode(bundle->arena, hash, sizeof hash);
        file.type = bundle_type(file.name);
        file.immutable = bundle_name_is_hashed(file.name);
        bundle->files[n++] = file;
    }
    bundle->n = n;
    qsort(bundle->files, n, sizeof *bundle->files, by_name);
}

enum status bundle_read(const char *folder, struct bundle **ret, struct error *error)
{
    char *roots[] = {need_strdup(folder), NULL};
    size_t prefix = strlen(folder) + 1;
    struct bundle *bundle = need_alloc(sizeof *bundle);
    bundle->arena = arena_new();
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    enum status status = tree ? read_all(bundle, tree, prefix, error)
                              : fail_with(error, STATUS_UNAVAILABLE, "%s", strerror(errno));
    if (tree)
        fts_close(tree);
    free(roots[0]);
    if (status != STATUS_OK) {
        bundle_free(bundle);
        return status;
    }
    finish(bundle);
    *ret = bundle;
    return STATUS_OK;
}

void bundle_free(struct bundle *bundle)
{
    if (!bundle)
        return;
    arena_free(bundle->arena);
    free(bundle);
}

const struct bundle_file *bundle_find(const struct bundle *bundle, const char *name)
{
    const struct bundle_file key = {.name = name};
    return bundle ? bsearch(&key, bundle->files, bundle->n, sizeof key, by_name) : NULL;
}
