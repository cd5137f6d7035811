/* SPDX-License-Identifier: Apache-2.0
 * A mapping file of an import and one row of a table: the map ends at a line "===", after which each line is a cell, in
 * the order of the columns that the map or the constant below names.
 */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "dealspine/leads.pb-c.h"
#include "import_map.h"
#include "wire/pack.h"

enum { COLUMNS = 256 };

static const char *const header[] = {"Key", "Name", "Phone", "Since", "Origin", "City"};

static struct import_map *read_map(const void *bytes, size_t n)
{
    struct import_map *map = NULL;
    struct error error = {0};
    char path[64];
    int fd = memfd_create("map", MFD_CLOEXEC);
    claim(fd >= 0 && write(fd, bytes, n) == (ssize_t)n, "a file in memory can be made");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (import_map_read(path, &map, &error) != STATUS_OK)
        claim(error.status == STATUS_INVALID_ARGUMENT && error.message[0] && !map, "a refusal says why");
    close(fd);
    return map;
}

static void apply(struct import_map *map, struct input *row, struct arena *arena)
{
    size_t n;
    const char *const *columns = import_map_columns(map, &n), *cells[COLUMNS];
    struct error error = {0};
    if (!columns) {
        columns = header;
        n = sizeof header / sizeof *header;
    }
    claim(n <= COLUMNS, "columns are bounded");
    for (size_t i = 0; i < n; i++)
        claim(columns[i], "each column has a name");
    for (size_t i = 0; i < n; i++)
        cells[i] = input_line(row, arena);
    if (import_map_bind(map, &capture_lead_request__descriptor, columns, n, &error) != STATUS_OK)
        return;
    void *request = wire_new(arena, &capture_lead_request__descriptor);
    if (import_map_apply(map, arena, cells, request, &error) != STATUS_OK) {
        claim(error.status == STATUS_INVALID_ARGUMENT && error.field[0], "a refusal names the column");
        return;
    }
    struct bytes packed = wire_pack(arena, request);
    claim(wire_unpack(arena, &capture_lead_request__descriptor, packed, 16 << 20), "what is filled in can be sent");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char mark[] = "\n===\n";
    const uint8_t *end = n ? memmem(bytes, n, mark, sizeof mark - 1) : NULL;
    size_t size = end ? (size_t)(end - bytes) + 1 : n;
    struct input row = {bytes + n, 0};
    struct arena *arena = arena_new();
    struct import_map *map = read_map(bytes, size);
    if (end)
        row = (struct input){end + sizeof mark - 1, n - size - (sizeof mark - 2)};
    if (map) {
        claim(import_map_object(map), "a map says what the rows are");
        apply(map, &row, arena);
    }
    import_map_free(map);
    arena_free(arena);
    return 0;
}
