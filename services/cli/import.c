/* SPDX-License-Identifier: Apache-2.0
 * `dealspine import`: rows of a file through the public API, many at a time.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "api_error.h"
#include "base/clock.h"
#include "base/id.h"
#include "import_end.h"
#include "import_file.h"
#include "import_map.h"
#include "import_object.h"
#include "import_report.h"
#include "import_send.h"
#include "import_undo.h"
#include "schema/check.h"
#include "wire/pack.h"

enum { PATIENCE_MS = 60000, MOST_CONCURRENT = 512 };

struct pending { /* a row on its way, kept for the error file */
    struct pending *next;
    uint64_t line;
    char *raw;
    size_t raw_size, raw_room;
};

struct importing {
    const char *as, *token, *url, *map_path, *errors_path, *file_path, *encoding, *upsert, *update; /* the last two: the key's column */
    int64_t concurrency;
    struct import_target target;
    struct import_map *map;
    struct import_file *file;
    struct api *api;
    struct sender *sender;
    struct arena *arena;
    struct pending *pending, *free_pending; /* one more than may be in flight, as an array; the unused ones as a list */
    json_t *there; /* the logs' ends at the beginning; NULL: may not be seen */
    char bulk_id[ID_TEXT], run_id[ID_TEXT];
    struct import_report report;
};

static struct pending *pending_take(struct importing *importing, const struct import_row *row)
{
    struct pending *pending = importing->free_pending;

    importing->free_pending = pending->next;
    pending->line = row->line;
    pending->raw_size = row->raw_size;
    if (row->raw_size > pending->raw_room) {
        pending->raw_room = 2 * row->raw_size;
        pending->raw = need_realloc(pending->raw, pending->raw_room);
    }
    memcpy(pending->raw, row->raw, row->raw_size);
    return pending;
}

/* What became of the row; a second row of one key and content in the file is the first one's. */
static void count_answer(struct importing *importing, const struct send_answer *answer)
{
    struct import_report *report = &importing->report;
    const struct import_target *target = &importing->target;
    ProtobufCMessage *reply = protobuf_c_message_unpack(target->reply, NULL, answer->size, answer->body);

    if (!reply || answer->replayed || import_reply_says(target, reply, "existed"))
        *(reply && !answer->replayed && import_reply_says(target, reply, "updated") ? &report->updated
                                                                                   : &report->existed) += 1;
    else
        report->created++;
    report->kept += reply && !answer->replayed && import_reply_lists(target, reply, "kept");
    if (reply)
        protobuf_c_message_free_unpacked(reply, NULL);
}

static void on_answer(void *context, void *row, const struct send_answer *answer)
{
    struct importing *importing = context;
    struct pending *pending = row;

    if (answer->error.status != STATUS_OK)
        report_refused(&importing->report, pending->line, answer->error.field, answer->error.message, pending->raw,
                       pending->raw_size);
    else
        count_answer(importing, answer);
    pending->next = importing->free_pending;
    importing->free_pending = pending;
}

/* The request of a row, checked; the natural key is the file and the line where the map gives none. */
static enum status request_of(struct importing *importing, const struct import_row *row, ProtobufCMessage **ret,
                              struct error *error)
{
    const struct import_target *target = &importing->target;
    ProtobufCMessage *request = assign_new(importing->arena, target->request);
    char key[ID_TEXT + 24];

    snprintf(key, sizeof(key), "%s:%llu", importing->bulk_id, (unsigned long long)row->line);
    TRY(import_map_apply(importing->map, importing->arena, row->cells, request, error));
    if (!assign_is_set(request, &target->key))
        TRY(assign_text(importing->arena, request, &target->key, key, error));
    if (!assign_is_set(request, &target->bulk))
        TRY(assign_text(importing->arena, request, &target->bulk, importing->bulk_id, error));
    if (importing->upsert || importing->update)
        TRY(assign_text(importing->arena, request, &target->update, "yes", error));
    if (importing->update)
        TRY(assign_text(importing->arena, request, &target->only, "yes", error));
    *ret = request;
    return schema_check(target->rules, request, error);
}

static const char *natural_key(const struct importing *importing, const ProtobufCMessage *request)
{
    const ProtobufCFieldDescriptor *field = importing->target.key.fields[0];

    return *(const char *const *)(const void *)((const char *)request + field->offset);
}

/* The idempotency key is this run's: a later one asks again, and the natural key answers. */
static enum status send_row(struct importing *importing, const struct import_row *row, const ProtobufCMessage *request,
                            struct error *error)
{
    struct bytes body = wire_pack(importing->arena, request);
    char key[ID_TEXT];

    id_from_text(arena_printf(importing->arena, "import %s %s", importing->run_id, natural_key(importing, request)),
                 key);
    return send_put(importing->sender, key, body.data, body.size, pending_take(importing, row), error);
}

static enum status take_row(struct importing *importing, const struct import_row *row, struct error *error)
{
    struct error refusal = {0};
    ProtobufCMessage *request = NULL;
    enum status status = row->fault ? fail_with(&refusal, STATUS_INVALID_ARGUMENT, "%s", row->fault)
                                    : request_of(importing, row, &request, &refusal);

    importing->report.read++;
    if (status != STATUS_OK)
        report_refused(&importing->report, row->line, refusal.field, refusal.message, row->raw, row->raw_size);
    else if (importing->report.dry_run)
        importing->report.created++;
    else
        return send_row(importing, row, request, error);
    return STATUS_OK;
}

static enum status take_rows(struct importing *importing, struct error *error)
{
    struct import_row row;

    while (import_file_next(importing->file, &row)) {
        arena_reset(importing->arena);
        TRY(take_row(importing, &row, error));
        report_progress(&importing->report, import_file_offset(importing->file), import_file_size(importing->file));
    }
    TRY(import_file_error(importing->file, error));
    if (!importing->report.dry_run) {
        TRY(send_drain(importing->sender, error));
        importing->report.repeats = send_repeats(importing->sender);
    }
    importing->report.answered_ms = clock_mono_ms();
    return STATUS_OK;
}

/* --upsert and --update need objects that change, and the natural key of every row. */
static enum status bind_key(struct importing *importing, const char *object, struct error *error)
{
    const char *key = importing->update ? importing->update : importing->upsert;

    if (!key)
        return STATUS_OK;
    if (!importing->target.object->update_field)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s never change: %s is not for them", object,
                         importing->update ? "--update" : "--upsert");
    return import_map_key(importing->map, importing->target.object->key_field, key, error);
}

static enum status open_input(struct importing *importing, const char *object, struct error *error)
{
    struct import_form form = {.encoding = importing->encoding};
    const char *const *header;
    size_t n;

    TRY(import_object_find(object, &importing->target, error));
    TRY(import_map_read(importing->map_path, &importing->map, error));
    if (strcmp(import_map_object(importing->map), object) != 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s maps %s, not %s", importing->map_path,
                         import_map_object(importing->map), object);
    TRY(bind_key(importing, object, error));
    form.columns = import_map_columns(importing->map, &form.n_columns);
    TRY(import_file_open(importing->file_path, &form, &importing->file, error));
    TRY(import_file_id(importing->file_path, importing->bulk_id, error));
    header = import_file_header(importing->file, &n);
    return import_map_bind(importing->map, importing->target.request, header, n, error);
}

/* Who may not read events is told that the end is not waited for. */
static enum status see_logs(struct importing *importing, struct error *error)
{
    enum status status = log_heads(importing->api, &importing->there, error);

    if (status == STATUS_PERMISSION_DENIED) {
        fprintf(stderr, "%s may not read events: the end is not waited for\n",
                importing->as ? importing->as : "the token's owner");
        return STATUS_OK;
    }
    return status;
}

static enum status open_output(struct importing *importing, const char *dir, struct error *error)
{
    struct api_settings settings = {.dir = dir,
                                    .url = importing->url,
                                    .as = importing->token ? NULL : importing->as,
                                    .token = importing->token,
                                    .channel = "IMPORT"};
    struct send_settings sending = {.channel = "IMPORT",
                                    .patience_ms = PATIENCE_MS,
                                    .done = on_answer,
                                    .context = importing,
                                    .concurrency = (unsigned)importing->concurrency};
    static char url[1024];

    TRY(api_open(&settings, &importing->api, error));
    TRY(see_logs(importing, error));
    snprintf(url, sizeof(url), "%s/%s", api_url(importing->api), importing->target.path);
    sending.url = url;
    sending.token = api_token(importing->api, error);
    if (!sending.token)
        return error->status;
    importing->pending = need_alloc((size_t)(importing->concurrency + 1) * sizeof(*importing->pending));
    for (int64_t i = 0; i <= importing->concurrency; i++) {
        importing->pending[i].next = importing->free_pending;
        importing->free_pending = &importing->pending[i];
    }
    return send_open(&sending, &importing->sender, error);
}

static enum status settle(struct importing *importing, struct error *error)
{
    if (importing->report.dry_run || !importing->there)
        return STATUS_OK;
    TRY(log_settle(importing->api, importing->there, PATIENCE_MS, error));
    importing->report.settled_ms = clock_mono_ms();
    return STATUS_OK;
}

static void note_encoding(struct importing *importing)
{
    const struct import_encoding *encoding = import_file_encoding(importing->file);

    importing->report.bulk_id = importing->bulk_id;
    importing->report.encoding = encoding->name;
    if (encoding->assumed)
        report_note(&importing->report, arena_printf(importing->arena,
                                                     "read as %s, which it fits and UTF-8 it does not; --encoding NAME "
                                                     "says otherwise",
                                                     encoding->name));
}

static enum status run(struct importing *importing, const char *dir, const char *object, struct error *error)
{
    struct error closing;
    enum status status;

    TRY(open_input(importing, object, error));
    if (!importing->report.dry_run)
        TRY(open_output(importing, dir, error));
    TRY(report_open(&importing->report, importing->errors_path, error));
    note_encoding(importing);
    importing->report.started_ms = importing->report.told_ms = clock_mono_ms();
    status = take_rows(importing, error);
    if (report_close(&importing->report, &closing) != STATUS_OK && status == STATUS_OK) {
        *error = closing;
        return closing.status;
    }
    return status == STATUS_OK ? settle(importing, error) : status;
}

static void done(struct importing *importing)
{
    send_free(importing->sender);
    for (int64_t i = 0; importing->pending && i <= importing->concurrency; i++)
        free(importing->pending[i].raw);
    free(importing->pending);
    import_map_free(importing->map);
    import_file_free(importing->file);
    json_decref(importing->there);
    api_free(importing->api);
    arena_free(importing->arena);
}

static int import(struct importing *importing, const char *dir, const char *object)
{
    struct error error = {0};
    int exit_status;

    importing->arena = arena_new();
    importing->report.changes = importing->upsert || importing->update;
    id_new_text(importing->run_id);
    if (run(importing, dir, object, &error) == STATUS_OK)
        exit_status = importing->report.refused ? EXIT_FAILED : EXIT_OK;
    else
        exit_status = EXIT_USAGE;
    if (importing->report.answered_ms)
        report_summary(&importing->report, importing->errors_path);
    if (exit_status == EXIT_USAGE) {
        api_error_print("import", &error, dir, importing->as);
        if (importing->report.read > 0 && !importing->report.answered_ms)
            fprintf(stderr,
                    "  %llu rows were read. Repeat the same command to go on: what is there already stays as it is.\n",
                    (unsigned long long)importing->report.read);
    }
    done(importing);
    return exit_status;
}

static const char import_text[] =
    "Reads a table (UTF-8, GB18030, UTF-16 or what --encoding says; comma, semicolon, tab or bar between its columns) "
    "and takes\n"
    "each row in through the API, with channel IMPORT and the file as bulk id: leads are captured, customers found or "
    "made, calls\n"
    "of the time before kept in the ledger. A row is known by its natural key, or else by file and line: importing the "
    "file again,\n"
    "or again after a kill, changes nothing that is there, unless --upsert or --update says so (of customers what the "
    "row says; of\n"
    "leads interests, attributes, disposition, wishes not to be contacted). What is not there --upsert takes in, and "
    "--update\n"
    "refuses, row by row. At the end it asks every service whether it has acted on the last event of every log, and "
    "counts the\n"
    "time until then. `import undo BULK_ID` takes back what an import of leads, "
    "customers\n"
    "or contracts brought; its --help says more.\n"
    "Exit status: 0 all rows are in, 1 some were refused, 2 it could not begin or go on.";

int import_run(const char *dir, int argc, char **argv)
{
    struct importing importing = {.as = "admin", .concurrency = 96};
    const struct option_row rows[] = {
        {"map", OPTION_TEXT, &importing.map_path, "MAP", "mapping file: what the columns mean (see deploy/maps/)"},
        {"encoding", OPTION_TEXT, &importing.encoding, "NAME", "of the file, as iconv knows it; found out by default"},
        {"upsert", OPTION_TEXT, &importing.upsert, "KEY", "change what is there: the column that is the natural key"},
        {"update", OPTION_TEXT, &importing.update, "KEY", "the same, and refuse the rows of what is not there"},
        {"dry-run", OPTION_FLAG, &importing.report.dry_run, NULL, "check every row here and write nothing"},
        {"errors", OPTION_TEXT, &importing.errors_path, "OUT.csv", "refused rows: line, field, rule, row"},
        {"concurrency", OPTION_COUNT, &importing.concurrency, "N", "requests in flight; default 96"},
        {"as", OPTION_TEXT, &importing.as, "WHO", "login or key name in access.json; default admin"},
        {"token", OPTION_TEXT, &importing.token, "TOKEN", "session token or API key, instead of --as"},
        {"url", OPTION_TEXT, &importing.url, "URL", "of the gateway, instead of access.json's"},
        {"json", OPTION_FLAG, &importing.report.json, NULL, "the summary as one JSON object"},
    };
    const struct usage usage = {"import leads|customers|calls|contracts|receipts FILE.csv --map MAP [options]  or  import undo BULK_ID "
                                "[options]",
                                import_text,
                                rows,
                                sizeof rows / sizeof *rows,
                                2,
                                2};
    int exit_status;

    if (argc > 1 && strcmp(argv[1], "undo") == 0)
        return import_undo_run(dir, argc - 1, argv + 1);
    exit_status = options_read(&usage, &argc, argv);

    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (!importing.map_path || importing.concurrency < 1 || importing.concurrency > MOST_CONCURRENT) {
        fprintf(stderr, importing.map_path ? "dealspine: --concurrency takes 1 to 512\n"
                                           : "dealspine: import needs --map MAP; maps that ship are in deploy/maps/\n");
        return EXIT_USAGE;
    }
    if (importing.upsert && importing.update) {
        fprintf(stderr, "dealspine: --upsert takes in what is not there, --update refuses it: only one of them can be given\n");
        return EXIT_USAGE;
    }
    importing.file_path = argv[2];
    return import(&importing, dir, argv[1]);
}
