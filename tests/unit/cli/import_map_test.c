/* SPDX-License-Identifier: Apache-2.0
 * Mapping files: what they may say, what they refuse, what becomes of a row.
 */
#include "cli/import_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "dealspine/leads.pb-c.h"

static const char *const header[] = {"Key", "Origin", "Do Not Call", "Tags", "Interest", "When", "City", "Twice", "twice"};
enum { COLUMNS = sizeof(header) / sizeof(*header) };

static struct import_map *read_map(const char *text, struct error *error)
{
    char path[] = "import_map_test.XXXXXX";
    struct import_map *map = NULL;
    int fd = mkstemp(path);
    enum status status;

    assert_int_not_equal(fd, -1);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    status = import_map_read(path, &map, error);
    unlink(path);
    if (status == STATUS_OK)
        status = import_map_bind(map, &capture_lead_request__descriptor, header, COLUMNS, error);
    if (status == STATUS_OK)
        return map;
    import_map_free(map);
    return NULL;
}

static const char good[] =
    "\xEF\xBB\xBF# a comment\n"
    "[import]\nobject = leads\n"
    "[fields]\n"
    "natural_key = Key  # names the row\n"
    "source_channel = Origin -> origins\n"
    "source = origin -> lower\n"
    "do_not_call = Do  Not Call\n"
    "disposition = Tags -> code\n"
    "interests = Interest\n"
    "interests = \"all = rows\"\n"
    "captured_at = When\n"
    "attributes.city = City\n"
    "campaign = City\n"
    "campaign = \"none\"\n"
    "[unanswered]\n* = Select\nCity = unknown\n"
    "[table origins]\nLanding  page = WEB\nwalk-in: a = b = STORE\ngone =\n* = PHONE\n";

static CaptureLeadRequest *apply(struct arena *arena, const char *const *cells, struct error *error)
{
    CaptureLeadRequest *request = arena_alloc(arena, sizeof(*request));
    struct import_map *map = read_map(good, error);
    enum status status;

    assert_non_null(map);
    assert_string_equal(import_map_object(map), "leads");
    capture_lead_request__init(request);
    status = import_map_apply(map, arena, cells, request, error);
    import_map_free(map);
    return status == STATUS_OK ? request : NULL;
}

static void a_row_becomes_a_request(void **state)
{
    static const char *const cells[COLUMNS] = {"k1", "LANDING PAGE", "Yes", " Will revert (soon)", "Sales", "2024-02-29", "Mumbai", "", ""};
    struct arena *arena = arena_new();
    struct error error;
    CaptureLeadRequest *request = apply(arena, cells, &error);

    (void)state;
    assert_non_null(request);
    assert_string_equal(request->natural_key, "k1");
    assert_int_equal(request->source_channel, CHANNEL__WEB);
    assert_true(request->has_source_channel);
    assert_string_equal(request->source, "landing page");
    assert_true(request->has_do_not_call && request->do_not_call);
    assert_string_equal(request->disposition, "will_revert_soon");
    assert_int_equal(request->n_interests, 2);
    assert_string_equal(request->interests[1], "all = rows");
    assert_int_equal(request->captured_at->seconds, 1709164800);
    assert_int_equal(request->n_attributes, 1);
    assert_string_equal(request->attributes[0]->key, "city");
    assert_string_equal(request->attributes[0]->value, "Mumbai");
    assert_string_equal(request->campaign, "Mumbai");
    arena_free(arena);
}

static void unanswered_cells_leave_fields_absent(void **state)
{
    static const char *const cells[COLUMNS] = {"k1", "gone", "select", "", "Select", "", "Unknown", "", ""};
    struct arena *arena = arena_new();
    struct error error;
    CaptureLeadRequest *request = apply(arena, cells, &error);

    (void)state;
    assert_non_null(request);
    assert_false(request->has_source_channel);
    assert_false(request->has_do_not_call);
    assert_null(request->disposition);
    assert_null(request->captured_at);
    assert_int_equal(request->n_interests, 1);
    assert_int_equal(request->n_attributes, 0);
    assert_string_equal(request->campaign, "none");
    arena_free(arena);
}

static void tables_have_an_else_and_take_any_sign(void **state)
{
    static const char *const named[COLUMNS] = {"k", "Walk-In: a", "0", "", "", "", "", "", ""};
    static const char *const other[COLUMNS] = {"k", "something", "n", "", "", "", "", "", ""};
    struct arena *arena = arena_new();
    struct error error;

    (void)state;
    assert_null(apply(arena, named, &error)); /* its value is "b = STORE" */
    assert_string_equal(error.field, "Origin");
    assert_int_equal(apply(arena, other, &error)->source_channel, CHANNEL__PHONE);
    arena_free(arena);
}

static void wrong_cells_name_column_and_rule(void **state)
{
    static const char *const no_bool[COLUMNS] = {"k", "x", "perhaps", "", "", "", "", "", ""};
    static const char *const no_date[COLUMNS] = {"k", "x", "", "", "", "2023-02-29", "", "", ""};
    struct arena *arena = arena_new();
    struct error error;

    (void)state;
    assert_null(apply(arena, no_bool, &error));
    assert_string_equal(error.field, "Do  Not Call");
    assert_string_equal(error.message, "must be yes or no");
    assert_null(apply(arena, no_date, &error));
    assert_string_equal(error.field, "When");
    arena_free(arena);
}

static void times_are_read_in_the_maps_zone(void **state)
{
    static const struct {
        const char *how, *cell;
        int64_t seconds; /* 0: refused */
    } rows[] = {
        {"local", "2015-10-21 12:13:10", 1445400790},
        {"local", "2015-10-21T12:13:10Z", 1445429590},
        {"local", "21.10.2015 12:13:10", 0},
        {"local", "2015-10-21 12:13", 0},
        {"epoch", "1327521966", 1327521966},
        {"epoch", "0x4f", 0},
        {"epoch", "-5", 0},
        {"epoch", "99999999999999999999", 0},
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *cells[COLUMNS] = {"", "", "", "", "", rows[i].cell, "", "", ""};
        CaptureLeadRequest request = CAPTURE_LEAD_REQUEST__INIT;
        struct error error;
        struct import_map *map = read_map(arena_printf(arena, "[import]\nobject = leads\nzone = +08:00\n[fields]\n"
                                                              "captured_at = When -> %s\n", rows[i].how), &error);

        assert_non_null(map);
        if ((import_map_apply(map, arena, cells, &request, &error) == STATUS_OK) != (rows[i].seconds != 0))
            fail_msg("row %zu", i);
        if (rows[i].seconds)
            assert_int_equal(request.captured_at->seconds, rows[i].seconds);
        import_map_free(map);
    }
    arena_free(arena);
}

static void columns_stand_for_a_header(void **state)
{
    struct error error;
    struct import_map *map = read_map("[import]\nobject = leads\ncolumns = Key,  Origin , When\n[fields]\n"
                                      "natural_key = Key\n", &error);
    size_t n;
    const char *const *columns = import_map_columns(map, &n);

    (void)state;
    assert_int_equal(n, 3);
    assert_string_equal(columns[0], "Key");
    assert_string_equal(columns[1], "Origin");
    assert_string_equal(columns[2], "When");
    import_map_free(map);
}

static void wrong_maps_name_line_and_rule(void **state)
{
    static const struct { const char *text, *part; } rows[] = {
        {"[import]\nobject = leads\n", "needs `object` in [import] and lines in [fields]"},
        {"object = leads\n", ":1: a line before"},
        {"[import]\ncolumns = a, b\ncolumns = c\n", ":3: the columns are named twice"},
        {"[import]\nkind = leads\n", ":2: [import] knows only `object`, `columns` and `zone`, not \"kind\""},
        {"[import]\nzone = Asia/Shanghai\n", ":2: zone is Z or like +08:00, not \"Asia/Shanghai\""},
        {"[import\n", ":1: a section ends with ]"},
        {"[nowhere]\n", "\"nowhere\""},
        {"[import]\nobject\n", ":2: expected"},
        {"[import]\nobject=leads\n[fields]\nsource =\n", ":4: this field needs"},
        {"[import]\nobject=leads\n[fields]\nsource = Key -> lost\n", ":4: no section for the table \"lost\""},
        {"[import]\nobject=leads\n[fields]\nsauce = Key\n", ":4: CaptureLeadRequest has no field \"sauce\""},
        {"[import]\nobject=leads\n[fields]\nattributes = Key\n", ":4: \"attributes\" needs the name"},
        {"[import]\nobject=leads\n[fields]\nsource.x = Key\n", ":4: \"source\" of CaptureLeadRequest has no fields inside"},
        {"[import]\nobject=leads\n[fields]\nsource = Kay\n", ":4: the file's header has no column \"Kay\""},
        {"[import]\nobject=leads\n[fields]\nsource = Twice\n", ":4: the file's header names twice the column \"Twice\""},
        {"[import]\nobject = \xff\n", ":2: not valid UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct error error;

        assert_null(read_map(rows[i].text, &error));
        assert_int_equal(error.status, STATUS_INVALID_ARGUMENT);
        if (!strstr(error.message, rows[i].part))
            fail_msg("\"%s\" is not in \"%s\"", rows[i].part, error.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_request),
        cmocka_unit_test(unanswered_cells_leave_fields_absent),
        cmocka_unit_test(tables_have_an_else_and_take_any_sign),
        cmocka_unit_test(wrong_cells_name_column_and_rule),
        cmocka_unit_test(times_are_read_in_the_maps_zone),
        cmocka_unit_test(columns_stand_for_a_header),
        cmocka_unit_test(wrong_maps_name_line_and_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
