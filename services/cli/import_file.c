/* SPDX-License-Identifier: Apache-2.0
 * libcsv is fed line by line, so that each row's first line and its bytes are known.
 */
#include "import_file.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/text.h"

enum { CHUNK = 64 * 1024 };

struct buffer {
    char *bytes;
    size_t size, room;
};

struct import_file {
    int fd, failed; /* errno of the read that failed */
    struct import_encoding encoding; /* of the file; `fd` is in UTF-8, a copy where that is another */
    uint64_t size;
    struct csv_parser csv;
    char separator;
    char chunk[CHUNK];
    size_t at, used;
    uint64_t offset; /* of chunk[0] in the file */
    uint64_t line;   /* of the byte at `at` */
    bool row_done;
    struct buffer raw, text; /* the row's bytes; its cells' text, each with its NUL */
    size_t *starts;          /* of the cells in `text` */
    const char **cells;
    size_t n_cells, room_cells;
    char **header;
    size_t n_header;
    char fault[128];
};

static void buffer_put(struct buffer *buffer, const void *bytes, size_t n)
{
    if (buffer->size + n > buffer->room) {
        buffer->room = 2 * (buffer->size + n);
        buffer->bytes = need_realloc(buffer->bytes, buffer->room);
    }
    if (n > 0)
        memcpy(buffer->bytes + buffer->size, bytes, n);
    buffer->size += n;
}

static void on_cell(void *bytes, size_t n, void *context)
{
    struct import_file *file = context;

    if (file->n_cells == file->room_cells) {
        file->room_cells = 2 * file->room_cells + 16;
        file->starts = need_realloc(file->starts, file->room_cells * sizeof(*file->starts));
        file->cells = need_realloc(file->cells, file->room_cells * sizeof(*file->cells));
    }
    file->starts[file->n_cells++] = file->text.size;
    buffer_put(&file->text, bytes, n);
    buffer_put(&file->text, "", 1);
}

static void on_row(int last, void *context)
{
    struct import_file *file = context;

    (void)last;
    file->row_done = true;
}

/* Moves what is left to the front of the chunk and reads behind it. */
static void refill(struct import_file *file)
{
    memmove(file->chunk, file->chunk + file->at, file->used - file->at);
    file->offset += file->at;
    file->used -= file->at;
    file->at = 0;
    while (file->used < CHUNK) {
        ssize_t n = read(file->fd, file->chunk + file->used, CHUNK - file->used);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            file->failed = errno;
        if (n <= 0)
            return;
        file->used += (size_t)n;
    }
}

/* Length of the line at `at`, its end included; a line longer than the chunk comes in pieces. */
static size_t next_piece(struct import_file *file, bool *ret_whole)
{
    const char *start, *lf, *cr;
    size_t left, n;

    if (file->used - file->at < CHUNK / 2)
        refill(file);
    start = file->chunk + file->at;
    left = file->used - file->at;
    lf = memchr(start, '\n', left);
    n = lf ? (size_t)(lf - start) + 1 : left;
    cr = memchr(start, '\r', n);
    if (cr && cr + 1 < start + n && cr[1] != '\n')
        n = (size_t)(cr - start) + 1;
    *ret_whole = n > 0 && (start[n - 1] == '\n' || start[n - 1] == '\r');
    return n;
}

static bool is_blank_row(const struct import_file *file)
{
    for (size_t i = 0; i < file->raw.size; i++) {
        char c = file->raw.bytes[i];

        if (c != '\r' && c != '\n' && (c == file->separator || (c != ' ' && c != '\t')))
            return false;
    }
    return true;
}

static void begin_row(struct import_file *file)
{
    file->raw.size = file->text.size = file->n_cells = 0;
    file->row_done = false;
    file->fault[0] = '\0';
}

static void parser_reset(struct import_file *file)
{
    csv_free(&file->csv);
    csv_init(&file->csv, 0);
    csv_set_delim(&file->csv, (unsigned char)file->separator);
}

/* Gives up a row whose quote is never closed: keeps its first line and goes on with the second. */
static void abandon_row(struct import_file *file, uint64_t row_offset, uint64_t row_line)
{
    size_t n = 0;

    while (n < file->raw.size && file->raw.bytes[n] != '\n' && file->raw.bytes[n] != '\r')
        n++;
    if (n + 1 < file->raw.size && file->raw.bytes[n] == '\r' && file->raw.bytes[n + 1] == '\n')
        n++;
    n = n < file->raw.size ? n + 1 : n;
    file->raw.size = n;
    file->offset = row_offset + n;
    file->at = file->used = 0;
    file->line = row_line + 1;
    if (lseek(file->fd, (off_t)file->offset, SEEK_SET) < 0)
        file->failed = errno;
    parser_reset(file);
    snprintf(file->fault, sizeof(file->fault), "a quote is not closed within %d bytes", IMPORT_ROW_LIMIT);
}

static bool finish_file(struct import_file *file)
{
    bool closed;

    csv_set_opts(&file->csv, CSV_STRICT | CSV_STRICT_FINI);
    closed = csv_fini(&file->csv, on_cell, on_row, file) == 0;
    csv_set_opts(&file->csv, 0);
    return closed;
}

/* Collects one row into raw and cells; false at the end of the file. */
static bool read_row(struct import_file *file, uint64_t *ret_line)
{
    uint64_t offset = file->offset + file->at;

    *ret_line = file->line;
    begin_row(file);
    while (!file->row_done) {
        bool whole;
        size_t n = next_piece(file, &whole);

        if (file->raw.size + n > IMPORT_ROW_LIMIT || (n == 0 && !finish_file(file))) {
            abandon_row(file, offset, *ret_line);
            return true;
        }
        if (n == 0)
            return file->row_done;
        buffer_put(&file->raw, file->chunk + file->at, n);
        csv_parse(&file->csv, file->chunk + file->at, n, on_cell, on_row, file);
        file->at += n;
        file->line += whole;
        if (!file->row_done && is_blank_row(file)) {
            begin_row(file);
            offset = file->offset + file->at;
            *ret_line = file->line;
        }
    }
    return true;
}

/* In a decoded copy U+FFFD stands for what could not be decoded. A NUL would end a cell too early. */
static bool is_sound(const struct import_file *file)
{
    static const char broken[] = "\xEF\xBF\xBD";

    if (strcmp(file->encoding.name, "UTF-8") != 0)
        return !memmem(file->raw.bytes, file->raw.size, broken, 3) && !memchr(file->raw.bytes, 0, file->raw.size);
    return utf8_is_valid(file->raw.bytes, file->raw.size);
}

static void judge_row(struct import_file *file)
{
    if (file->fault[0])
        return;
    if (!is_sound(file)) {
        snprintf(file->fault, sizeof(file->fault), "not valid %s", file->encoding.name);
        return;
    }
    for (size_t i = 0; i < file->n_cells; i++)
        file->cells[i] = file->text.bytes + file->starts[i];
    if (!file->header)
        return;
    for (size_t i = file->n_header; i < file->n_cells; i++)
        if (file->cells[i][0] != '\0')
            snprintf(file->fault, sizeof(file->fault), "%zu cells where the header names %zu", file->n_cells,
                     file->n_header);
    if (file->n_cells < file->n_header)
        snprintf(file->fault, sizeof(file->fault), "%zu cells where the header names %zu", file->n_cells,
                 file->n_header);
}

bool import_file_next(struct import_file *file, struct import_row *ret_row)
{
    size_t n;

    if (file->failed || !read_row(file, &ret_row->line))
        return false;
    judge_row(file);
    n = file->raw.size;
    while (n > 0 && (file->raw.bytes[n - 1] == '\n' || file->raw.bytes[n - 1] == '\r'))
        n--;
    ret_row->raw = file->raw.bytes;
    ret_row->raw_size = n;
    ret_row->fault = file->fault[0] ? file->fault : NULL;
    ret_row->cells = file->cells;
    return true;
}

static char find_separator(const char *bytes, size_t n)
{
    static const char candidates[] = ",;\t|";
    size_t counts[sizeof(candidates)] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < n && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        const char *found = bytes[i] ? strchr(candidates, bytes[i]) : NULL;

        if (bytes[i] == '"')
            quoted = !quoted;
        else if (!quoted && found)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < sizeof(candidates) - 1; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

static void keep_header(struct import_file *file, const char *const *names, size_t n)
{
    file->header = need_alloc((n + 1) * sizeof(*file->header));
    for (size_t i = 0; i < n; i++)
        file->header[i] = need_strdup(names[i]);
    file->n_header = n;
}

static enum status read_header(struct import_file *file, const char *path, struct error *error)
{
    struct import_row row;

    if (!import_file_next(file, &row))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s has no header line", path);
    if (file->fault[0])
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s: header line: %s", path, file->fault);
    while (file->n_cells > 0 && file->cells[file->n_cells - 1][0] == '\0')
        file->n_cells--;
    if (file->n_cells == 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s has no column names in its first line", path);
    keep_header(file, file->cells, file->n_cells);
    return STATUS_OK;
}

/* Puts a copy in UTF-8 in the place of a file in another encoding. */
static enum status settle_encoding(struct import_file *file, const char *wanted, struct error *error)
{
    int copy;

    TRY(encoding_find(file->fd, wanted, &file->encoding, error));
    if (strcmp(file->encoding.name, "UTF-8") == 0)
        return STATUS_OK;
    TRY(encoding_decode(file->fd, file->encoding.name, &copy, error));
    close(file->fd);
    file->fd = copy;
    file->size = (uint64_t)lseek(copy, 0, SEEK_END);
    return lseek(copy, 0, SEEK_SET) == 0 ? STATUS_OK : fail_with(error, STATUS_UNAVAILABLE, "can't read the copy");
}

static enum status begin(struct import_file *file, const struct import_form *form, const char *path,
                         struct error *error)
{
    TRY(settle_encoding(file, form->encoding, error));
    refill(file);
    if (file->used >= 3 && memcmp(file->chunk, "\xEF\xBB\xBF", 3) == 0)
        file->at = 3;
    file->separator = find_separator(file->chunk + file->at, file->used - file->at);
    csv_set_delim(&file->csv, (unsigned char)file->separator);
    if (!form->columns)
        return read_header(file, path, error);
    keep_header(file, form->columns, form->n_columns);
    return STATUS_OK;
}

enum status import_file_open(const char *path, const struct import_form *form, struct import_file **ret,
                             struct error *error)
{
    struct stat facts;
    struct import_file *file;
    enum status status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return fail_with(error, STATUS_NOT_FOUND, "can't open %s: %s", path, strerror(errno));
    if (fstat(fd, &facts) < 0 || !S_ISREG(facts.st_mode)) {
        close(fd);
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s is not a regular file", path);
    }
    file = need_alloc(sizeof(*file));
    file->fd = fd;
    file->size = (uint64_t)facts.st_size;
    file->line = 1;
    csv_init(&file->csv, 0);
    status = begin(file, form, path, error);
    if (status != STATUS_OK) {
        import_file_free(file);
        return status;
    }
    *ret = file;
    return STATUS_OK;
}

void import_file_free(struct import_file *file)
{
    if (!file)
        return;
    for (size_t i = 0; i < file->n_header; i++)
        free(file->header[i]);
    free(file->header);
    free(file->cells);
    free(file->starts);
    free(file->raw.bytes);
    free(file->text.bytes);
    csv_free(&file->csv);
    close(file->fd);
    free(file);
}

enum status import_file_error(const struct import_file *file, struct error *error)
{
    if (file->failed)
        return fail_with(error, STATUS_UNAVAILABLE, "reading the file failed: %s", strerror(file->failed));
    return STATUS_OK;
}

const char *const *import_file_header(const struct import_file *file, size_t *ret_n)
{
    *ret_n = file->n_header;
    return (const char *const *)file->header;
}

const struct import_encoding *import_file_encoding(const struct import_file *file)
{
    return &file->encoding;
}

char import_file_separator(const struct import_file *file)
{
    return file->separator;
}

uint64_t import_file_offset(const struct import_file *file)
{
    return file->offset + file->at;
}

uint64_t import_file_size(const struct import_file *file)
{
    return file->size;
}

enum status import_file_id(const char *path, char ret_id[37], struct error *error)
{
    crypto_generichash_state state;
    unsigned char block[4096], digest[crypto_generichash_BYTES];
    char hex[2 * sizeof(digest) + 1];
    FILE *file = fopen(path, "rbe");
    size_t n;

    if (!file)
        return fail_with(error, STATUS_NOT_FOUND, "can't open %s: %s", path, strerror(errno));
    crypto_generichash_init(&state, NULL, 0, sizeof(digest));
    while ((n = fread(block, 1, sizeof(block), file)) > 0)
        crypto_generichash_update(&state, block, n);
    crypto_generichash_final(&state, digest, sizeof(digest));
    n = (size_t)ferror(file);
    fclose(file);
    if (n != 0)
        return fail_with(error, STATUS_UNAVAILABLE, "can't read %s", path);
    sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
    id_from_text(hex, ret_id);
    return STATUS_OK;
}
