/* SPDX-License-Identifier: Apache-2.0
 * Takes back what an import of leads brought: page by page through the list of its leads, many withdrawals at a time.
 * It may be killed and repeated: what is withdrawn is passed over.
 */
#include "import_undo.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "api_error.h"
#include "base/id.h"
#include "command.h"
#include "dealspine/leads.pb-c.h"
#include "import_end.h"
#include "import_send.h"
#include "wire/pack.h"

enum { PATIENCE_MS = 60000, MOST_CONCURRENT = 512, SHOWN = 20, KEY_TEXT = 128 };

struct undone { /* a lead on its way */
    struct undone *next;
    char lead_id[ID_TEXT], natural_key[4 * KEY_TEXT], state[24];
};

struct undoing {
    const char *as, *token, *url, *kept_path, *bulk_id;
    int64_t concurrency;
    bool json;
    struct api *api;
    struct sender *sender;
    struct arena *arena;
    struct undone *all, *free_ones; /* one more than may be in flight */
    FILE *kept_file;
    char run_id[ID_TEXT];
    uint64_t leads, withdrawn, before, kept;
};

static void keep(struct undoing *undoing, const struct undone *lead, const struct error *error)
{
    undoing->kept++;
    if (undoing->kept_file) {
        fprintf(undoing->kept_file, "%s,", lead->lead_id);
        csv_fwrite(undoing->kept_file, lead->natural_key, strlen(lead->natural_key));
        fprintf(undoing->kept_file, ",%s,%s,", lead->state, error->reason);
        csv_fwrite(undoing->kept_file, error->message, strlen(error->message));
        fputc('\n', undoing->kept_file);
        return;
    }
    if (undoing->kept <= SHOWN)
        fprintf(stderr, "lead %s (%s) stays, %s: %s\n", lead->lead_id, lead->natural_key, lead->state, error->message);
    if (undoing->kept == SHOWN)
        fprintf(stderr, "... further ones that stay are only counted; --kept FILE lists them all\n");
}

static void on_answer(void *context, void *row, const struct send_answer *answer)
{
    struct undoing *undoing = context;
    struct undone *lead = row;

    if (answer->error.status == STATUS_OK)
        undoing->withdrawn++;
    else
        keep(undoing, lead, &answer->error);
    lead->next = undoing->free_ones;
    undoing->free_ones = lead;
}

static const char *text_of(json_t *lead, const char *name)
{
    const char *text = json_string_value(json_object_get(lead, name));
    return text ? text : "";
}

static enum status withdraw(struct undoing *undoing, json_t *lead, struct error *error)
{
    WithdrawLeadRequest request = WITHDRAW_LEAD_REQUEST__INIT;
    struct undone *row;
    struct bytes body;
    char key[ID_TEXT];

    undoing->leads++;
    if (strcmp(text_of(lead, "state"), "WITHDRAWN") == 0) {
        undoing->before++;
        return STATUS_OK;
    }
    arena_reset(undoing->arena);
    request.lead_id = text_of(lead, "id");
    request.bulk_id = undoing->bulk_id;
    body = wire_pack(undoing->arena, &request.base);
    id_from_text(arena_printf(undoing->arena, "undo %s %s", undoing->run_id, request.lead_id), key);
    row = undoing->free_ones;
    undoing->free_ones = row->next;
    snprintf(row->lead_id, sizeof(row->lead_id), "%s", request.lead_id);
    snprintf(row->natural_key, sizeof(row->natural_key), "%s", text_of(lead, "naturalKey"));
    snprintf(row->state, sizeof(row->state), "%s", text_of(lead, "state"));
    return send_put(undoing->sender, key, body.data, body.size, row, error);
}

static enum status take_page(struct undoing *undoing, char **token, struct error *error)
{
    json_t *request = json_pack("{s:s, s:s, s:i, s:s*}", "bulkId", undoing->bulk_id, "order", "CAPTURED", "pageSize", 200,
                                "pageToken", *token);
    json_t *reply = NULL, *lead;
    enum status status = api_call(undoing->api, "leads.ListLeads", request, NULL, &reply, error);
    const char *next;
    size_t i;

    json_decref(request);
    json_array_foreach(json_object_get(reply, "leads"), i, lead)
    {
        if (status == STATUS_OK)
            status = withdraw(undoing, lead, error);
    }
    free(*token);
    next = json_string_value(json_object_get(reply, "nextPageToken"));
    *token = next ? need_strdup(next) : NULL;
    json_decref(reply);
    return status;
}

static enum status take_pages(struct undoing *undoing, struct error *error)
{
    char *token = NULL;
    enum status status;

    do
        status = take_page(undoing, &token, error);
    while (status == STATUS_OK && token);
    free(token);
    TRY(status);
    if (undoing->leads == 0)
        return fail_with(error, STATUS_NOT_FOUND, "no lead that %s may read came with this import",
                         undoing->token ? "the token's owner" : undoing->as);
    return send_drain(undoing->sender, error);
}

static enum status open_sender(struct undoing *undoing, struct error *error)
{
    static char url[1024];
    const struct send_settings settings = {.url = url,
                                           .token = api_token(undoing->api, error),
                                           .channel = "IMPORT",
                                           .concurrency = (unsigned)undoing->concurrency,
                                           .patience_ms = PATIENCE_MS,
                                           .done = on_answer,
                                           .context = undoing};

    if (!settings.token)
        return error->status;
    snprintf(url, sizeof(url), "%s/%s/WithdrawLead", api_url(undoing->api), leads__descriptor.name);
    undoing->all = need_alloc((size_t)(undoing->concurrency + 1) * sizeof(*undoing->all));
    for (int64_t i = 0; i <= undoing->concurrency; i++) {
        undoing->all[i].next = undoing->free_ones;
        undoing->free_ones = &undoing->all[i];
    }
    return send_open(&settings, &undoing->sender, error);
}

static enum status open_all(struct undoing *undoing, const char *dir, struct error *error)
{
    const struct api_settings settings = {.dir = dir,
                                          .url = undoing->url,
                                          .as = undoing->token ? NULL : undoing->as,
                                          .token = undoing->token,
                                          .channel = "IMPORT"};

    id_new_text(undoing->run_id);
    undoing->arena = arena_new();
    if (undoing->kept_path && !(undoing->kept_file = fopen(undoing->kept_path, "we")))
        return fail_with(error, STATUS_UNAVAILABLE, "can't write %s: %s", undoing->kept_path, strerror(errno));
    if (undoing->kept_file)
        fputs("lead_id,natural_key,state,reason,rule\n", undoing->kept_file);
    TRY(api_open(&settings, &undoing->api, error));
    return open_sender(undoing, error);
}

/* What the other services make of it is waited for, so that an import that follows meets nothing old. */
static enum status settle(struct undoing *undoing, struct error *error)
{
    enum status status = log_settle(undoing->api, PATIENCE_MS, error);

    return status == STATUS_PERMISSION_DENIED ? STATUS_OK : status;
}

static enum status close_kept(struct undoing *undoing, struct error *error)
{
    bool good = !undoing->kept_file || (fflush(undoing->kept_file) == 0 && !ferror(undoing->kept_file));

    if (undoing->kept_file && fclose(undoing->kept_file) != 0)
        good = false;
    undoing->kept_file = NULL;
    return good ? STATUS_OK : fail_with(error, STATUS_UNAVAILABLE, "%s is not complete", undoing->kept_path);
}

static void sum_up(const struct undoing *undoing)
{
    if (undoing->json) {
        printf("{\"bulkId\": \"%s\", \"leads\": %" PRIu64 ", \"withdrawn\": %" PRIu64 ", \"before\": %" PRIu64
               ", \"kept\": %" PRIu64 "}\n",
               undoing->bulk_id, undoing->leads, undoing->withdrawn, undoing->before, undoing->kept);
        return;
    }
    printf("%-22s%10" PRIu64 "\n%-22s%10" PRIu64 "\n", "leads of the import", undoing->leads, "withdrawn",
           undoing->withdrawn);
    printf("%-22s%10" PRIu64 "\n", "withdrawn before", undoing->before);
    printf("%-22s%10" PRIu64 "%s%s\n", "stay, were worked on", undoing->kept,
           undoing->kept && undoing->kept_path ? "   see " : "", undoing->kept && undoing->kept_path ? undoing->kept_path : "");
}

static int undo(struct undoing *undoing, const char *dir)
{
    struct error error = {0}, closing;
    enum status status = open_all(undoing, dir, &error);

    if (status == STATUS_OK)
        status = take_pages(undoing, &error);
    if (status == STATUS_OK)
        status = settle(undoing, &error);
    if (close_kept(undoing, &closing) != STATUS_OK && status == STATUS_OK) {
        error = closing;
        status = closing.status;
    }
    if (status == STATUS_OK)
        sum_up(undoing);
    else
        api_error_print("import undo", &error, dir, undoing->as);
    if (status != STATUS_OK && undoing->withdrawn > 0)
        fprintf(stderr, "  %" PRIu64 " leads are withdrawn. Repeat the same command to go on.\n", undoing->withdrawn);
    send_free(undoing->sender);
    free(undoing->all);
    api_free(undoing->api);
    arena_free(undoing->arena);
    return status != STATUS_OK ? EXIT_USAGE : undoing->kept ? EXIT_FAILED : EXIT_OK;
}

int import_undo_run(const char *dir, int argc, char **argv)
{
    struct undoing undoing = {.as = "admin", .concurrency = 96};
    const struct option_row rows[] = {
        {"kept", OPTION_TEXT, &undoing.kept_path, "OUT.csv", "leads that stay: id, natural key, state, reason, sentence"},
        {"concurrency", OPTION_COUNT, &undoing.concurrency, "N", "requests in flight; default 96"},
        {"as", OPTION_TEXT, &undoing.as, "WHO", "login or key name in access.json; default admin"},
        {"token", OPTION_TEXT, &undoing.token, "TOKEN", "session token or API key, instead of --as"},
        {"url", OPTION_TEXT, &undoing.url, "URL", "of the gateway, instead of access.json's"},
        {"json", OPTION_FLAG, &undoing.json, NULL, "the summary as one JSON object"},
    };
    const struct usage usage = {"import undo BULK_ID [options]",
                                "Withdraws the leads that the import BULK_ID brought (its summary names the id) and "
                                "that nobody has worked on since;\n"
                                "the others stay and are listed with the reason. It may be repeated, also after a kill. "
                                "Importing the file again, as it\n"
                                "was or put right, takes withdrawn leads in anew. Customers that the import made stay.\n"
                                "Exit status: 0 all are withdrawn, 1 some stay, 2 it could not begin or go on.",
                                rows,
                                sizeof rows / sizeof *rows,
                                1,
                                1};
    int exit_status = options_read(&usage, &argc, argv);

    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (undoing.concurrency < 1 || undoing.concurrency > MOST_CONCURRENT) {
        fprintf(stderr, "dealspine: --concurrency takes 1 to %d\n", MOST_CONCURRENT);
        return EXIT_USAGE;
    }
    undoing.bulk_id = argv[1];
    return undo(&undoing, dir);
}
