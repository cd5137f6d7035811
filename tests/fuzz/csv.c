/* SPDX-License-Identifier: Apache-2.0
 * A table that somebody imports. The first byte chooses encoding and columns. Every row is told once, in order, and what
 * has no fault is the same when it is written by the book (RFC 4180) and read again.
 */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "import_file.h"

static void write_all(int fd, const void *bytes, size_t n)
{
    claim(write(fd, bytes, n) == (ssize_t)n, "the file can be written");
}

static struct import_file *open_bytes(const void *bytes, size_t n, const struct import_form *form)
{
    struct import_file *file = NULL;
    struct error error = {0};
    char path[64];
    int fd = memfd_create("csv", MFD_CLOEXEC);
    claim(fd >= 0, "a file in memory can be made");
    write_all(fd, bytes, n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (import_file_open(path, form, &file, &error) != STATUS_OK)
        claim(error.status == STATUS_INVALID_ARGUMENT && error.message[0] && !file, "a refusal says why");
    close(fd);
    return file;
}

static void put_cell(struct text *out, const char *cell)
{
    text_putc(out, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            text_putc(out, '"');
        text_putc(out, *cell);
    }
    text_putc(out, '"');
}

static void put_row(struct text *out, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            text_putc(out, ',');
        put_cell(out, cells[i]);
    }
    text_puts(out, "\r\n");
}

/* Reads all; the rows without a fault are written to `out`, quoted. Their number. */
static size_t read_all(struct import_file *file, struct text *out)
{
    struct import_row row;
    size_t columns, good = 0;
    uint64_t line = 0, offset = import_file_offset(file);
    import_file_header(file, &columns);
    while (import_file_next(file, &row)) {
        claim(row.line > line, "lines rise");
        claim(import_file_offset(file) > offset && import_file_offset(file) <= import_file_size(file), "each row is told once");
        claim(row.raw_size <= IMPORT_ROW_LIMIT, "a row has its limit");
        line = row.line;
        offset = import_file_offset(file);
        if (row.fault)
            continue;
        claim(!memchr(row.raw, 0, row.raw_size), "no cell is cut at a NUL");
        for (size_t i = 0; i < columns; i++)
            claim(utf8_is_valid(row.cells[i], strlen(row.cells[i])), "cells are UTF-8");
        put_row(out, row.cells, columns);
        good++;
    }
    return good;
}

/* Once more, from what was written: as many rows, and the same text. */
static void read_again(const struct text *written, const struct import_form *columns, size_t n, struct arena *arena)
{
    const struct import_form form = {.encoding = "UTF-8", .columns = columns->columns, .n_columns = columns->n_columns};
    struct import_file *file = open_bytes(written->bytes, written->size, &form);
    struct text again;
    claim(file, "what is written by the book can be opened");
    text_init(&again, arena);
    claim(read_all(file, &again) == n, "no row is lost");
    claim(again.size == written->size && !memcmp(again.bytes, written->bytes, again.size), "no cell is changed");
    import_file_free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const encodings[] = {NULL, "UTF-8", "GB18030", "UTF-16", "UTF-16LE", "ISO-8859-1", "UTF-7", "nothing"};
    static const char *const names[] = {"Key", "Name", "Phone"};
    struct input input = {bytes, n};
    uint8_t choice = input_byte(&input);
    struct import_form form = {.encoding = encodings[choice % 8]};
    struct arena *arena = arena_new();
    struct text out;
    if (choice & 8) {
        form.columns = names;
        form.n_columns = 3;
    }
    struct import_file *file = open_bytes(input.at, input.n, &form);
    text_init(&out, arena);
    if (file) {
        size_t columns, good = read_all(file, &out);
        const char *const *header = import_file_header(file, &columns);
        const struct import_form same = {.columns = header, .n_columns = columns};
        if (good && columns > 1)
            read_again(&out, &same, good, arena);
        import_file_free(file);
    }
    arena_free(arena);
    return 0;
}
