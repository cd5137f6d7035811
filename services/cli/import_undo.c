/* SPDX-License-Identifier: Apache-2.0
 * Takes back what an import of leads, customers or contracts brought: page by page through the list of them, many withdrawals at a
 * time. It may be killed and repeated: what is withdrawn is passed over.
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
#include "dealspine/contracts.pb-c.h"
#include "dealspine/customers.pb-c.h"
#include "dealspine/leads.pb-c.h"
#include "import_end.h"
#include "import_send.h"
#include "wire/pack.h"

enum { PATIENCE_MS = 60000, MOST_CONCURRENT = 512, SHOWN = 20, KEY_TEXT = 128 };

struct undone { /* one on its way */
    struct undone *next;
    char id[ID_TEXT], natural_key[4 * KEY_TEXT], state[24];
};

/* What can be undone. */
struct kind {
    const char *noun, *plural; /* as printed, and as the list's field is called */
    const char *list, *order;  /* the method that lists what an import brought; its field `order`, NULL: it has none */
    const ProtobufCServiceDescriptor *service;
    const char *method;        /* withdraws one */
    bool needs_uuid;           /* is an import known by a UUID alone? */
    struct bytes (*pack)(struct arena *arena, const char *id, const char *bulk_id);
};

static struct bytes pack_lead(struct arena *arena, const char *id, const char *bulk_id)
{
    WithdrawLeadRequest request = WITHDRAW_LEAD_REQUEST__INIT;

    request.lead_id = id;
    request.bulk_id = bulk_id;
    return wire_pack(arena, &request.base);
}

static struct bytes pack_customer(struct arena *arena, const char *id, const char *bulk_id)
{
    WithdrawCustomerRequest request = WITHDRAW_CUSTOMER_REQUEST__INIT;

    request.id = id;
    request.bulk_id = bulk_id;
    return wire_pack(arena, &request.base);
}

static struct bytes pack_contract(struct arena *arena, const char *id, const char *bulk_id)
{
    WithdrawContractRequest request = WITHDRAW_CONTRACT_REQUEST__INIT;

    request.id = id;
    request.bulk_id = bulk_id;
    return wire_pack(arena, &request.base);
}

static const struct kind kinds[] = {
    {"lead", "leads", "leads.ListLeads", "CAPTURED", &leads__descriptor, "WithdrawLead", false, pack_lead},
    {"customer", "customers", "customers.ListImportedCustomers", NULL, &customers__descriptor, "WithdrawCustomer", false,
     pack_customer},
    {"contract", "contracts", "contracts.ListImportedContracts", NULL, &contracts__descriptor, "WithdrawContract", true,
     pack_contract},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct undoing {
    const char *as, *token, *url, *kept_path, *bulk_id;
    int64_t concurrency;
    bool json;
    struct api *api;
    json_t *there; /* the logs' ends at the beginning; NULL: may not be seen */
    const struct kind *kind; /* that is undone now */
    struct sender *sender;
    struct arena *arena;
    struct undone *all, *free_ones; /* one more than may be in flight */
    FILE *kept_file;
    char run_id[ID_TEXT], send_url[1024];
    uint64_t found[KINDS], withdrawn, before, kept;
};

static void keep(struct undoing *undoing, const struct undone *one, const struct error *error)
{
    undoing->kept++;
    if (undoing->kept_file) {
        fprintf(undoing->kept_file, "%s,%s,", undoing->kind->noun, one->id);
        csv_fwrite(undoing->kept_file, one->natural_key, strlen(one->natural_key));
        fprintf(undoing->kept_file, ",%s,%s,", one->state, error->reason);
        csv_fwrite(undoing->kept_file, error->message, strlen(error->message));
        fputc('\n', undoing->kept_file);
        return;
    }
    if (undoing->kept <= SHOWN)
        fprintf(stderr, "%s %s (%s) stays, %s: %s\n", undoing->kind->noun, one->id, one->natural_key, one->state,
                error->message);
    if (undoing->kept == SHOWN)
        fprintf(stderr, "... further ones that stay are only counted; --kept FILE lists them all\n");
}

static void on_answer(void *context, void *row, const struct send_answer *answer)
{
    struct undoing *undoing = context;
    struct undone *one = row;

    if (answer->error.status == STATUS_OK)
        undoing->withdrawn++;
    else
        keep(undoing, one, &answer->error);
    one->next = undoing->free_ones;
    undoing->free_ones = one;
}

static const char *text_of(json_t *one, const char *name)
{
    const char *text = json_string_value(json_object_get(one, name));
    return text ? text : "";
}

static enum status withdraw(struct undoing *undoing, json_t *one, struct error *error)
{
    struct undone *row;
    struct bytes body;
    char key[ID_TEXT];

    undoing->found[undoing->kind - kinds]++;
    if (strcmp(text_of(one, "state"), "WITHDRAWN") == 0) {
        undoing->before++;
        return STATUS_OK;
    }
    arena_reset(undoing->arena);
    body = undoing->kind->pack(undoing->arena, text_of(one, "id"), undoing->bulk_id);
    id_from_text(arena_printf(undoing->arena, "undo %s %s", undoing->run_id, text_of(one, "id")), key);
    row = undoing->free_ones;
    undoing->free_ones = row->next;
    snprintf(row->id, sizeof(row->id), "%s", text_of(one, "id"));
    snprintf(row->natural_key, sizeof(row->natural_key), "%s", text_of(one, "naturalKey"));
    snprintf(row->state, sizeof(row->state), "%s", text_of(one, "state"));
    return send_put(undoing->sender, key, body.data, body.size, row, error);
}

static enum status take_page(struct undoing *undoing, char **token, struct error *error)
{
    json_t *request = json_pack("{s:s, s:s*, s:i, s:s*}", "bulkId", undoing->bulk_id, "order", undoing->kind->order, "pageSize",
                                200, "pageToken", *token);
    json_t *reply = NULL, *one;
    enum status status = api_call(undoing->api, undoing->kind->list, request, NULL, &reply, error);
    const char *next;
    size_t i;

    json_decref(request);
    json_array_foreach(json_object_get(reply, undoing->kind->plural), i, one)
    {
        if (status == STATUS_OK)
            status = withdraw(undoing, one, error);
    }
    free(*token);
    next = json_string_value(json_object_get(reply, "nextPageToken"));
    *token = next ? need_strdup(next) : NULL;
    json_decref(reply);
    return status;
}

static enum status open_sender(struct undoing *undoing, struct error *error)
{
    const struct send_settings settings = {.url = undoing->send_url,
                                           .token = api_token(undoing->api, error),
                                           .channel = "IMPORT",
                                           .concurrency = (unsigned)undoing->concurrency,
                                           .patience_ms = PATIENCE_MS,
                                           .done = on_answer,
                                           .context = undoing};

    if (!settings.token)
        return error->status;
    snprintf(undoing->send_url, sizeof(undoing->send_url), "%s/%s/%s", api_url(undoing->api), undoing->kind->service->name,
             undoing->kind->method);
    undoing->free_ones = NULL;
    for (int64_t i = 0; i <= undoing->concurrency; i++) {
        undoing->all[i].next = undoing->free_ones;
        undoing->free_ones = &undoing->all[i];
    }
    return send_open(&settings, &undoing->sender, error);
}

static enum status take_kind(struct undoing *undoing, const struct kind *kind, struct error *error)
{
    char *token = NULL;
    enum status status;

    undoing->kind = kind;
    TRY(open_sender(undoing, error));
    do
        status = take_page(undoing, &token, error);
    while (status == STATUS_OK && token);
    free(token);
    if (status == STATUS_OK)
        status = send_drain(undoing->sender, error);
    send_free(undoing->sender);
    undoing->sender = NULL;
    return status;
}

/* An import brings things of one kind: where some are found, the others are not asked for. */
static enum status take_kinds(struct undoing *undoing, struct error *error)
{
    uint8_t id[ID_BYTES];
    bool is_uuid = id_parse(undoing->bulk_id, id);

    for (size_t i = 0; i < KINDS; i++) {
        if (kinds[i].needs_uuid && !is_uuid)
            continue;
        TRY(take_kind(undoing, &kinds[i], error));
        if (undoing->found[i])
            return STATUS_OK;
    }
    return fail_with(error, STATUS_NOT_FOUND, "no lead, customer or contract that %s may read came with this import",
                     undoing->token ? "the token's owner" : undoing->as);
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
        fputs("kind,id,natural_key,state,reason,rule\n", undoing->kept_file);
    undoing->all = need_alloc((size_t)(undoing->concurrency + 1) * sizeof(*undoing->all));
    TRY(api_open(&settings, &undoing->api, error));
    enum status status = log_heads(undoing->api, &undoing->there, error);
    return status == STATUS_PERMISSION_DENIED ? STATUS_OK : status;
}

/* What the other services make of it is waited for, so that an import that follows meets nothing old. */
static enum status settle(struct undoing *undoing, struct error *error)
{
    return undoing->there ? log_settle(undoing->api, undoing->there, PATIENCE_MS, error) : STATUS_OK;
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
        printf("{\"bulkId\": \"%s\"", undoing->bulk_id);
        for (size_t i = 0; i < KINDS; i++)
            printf(", \"%s\": %" PRIu64, kinds[i].plural, undoing->found[i]);
        printf(", \"withdrawn\": %" PRIu64 ", \"before\": %" PRIu64 ", \"kept\": %" PRIu64 "}\n", undoing->withdrawn,
               undoing->before, undoing->kept);
        return;
    }
    for (size_t i = 0; i < KINDS; i++)
        if (undoing->found[i])
            printf("%-9s of the import%10" PRIu64 "\n", kinds[i].plural, undoing->found[i]);
    printf("%-23s%10" PRIu64 "\n%-23s%10" PRIu64 "\n", "withdrawn", undoing->withdrawn, "withdrawn before", undoing->before);
    printf("%-23s%10" PRIu64 "%s%s\n", "stay, were worked on", undoing->kept,
           undoing->kept && undoing->kept_path ? "   see " : "", undoing->kept && undoing->kept_path ? undoing->kept_path : "");
}

static int undo(struct undoing *undoing, const char *dir)
{
    struct error error = {0}, closing;
    enum status status = open_all(undoing, dir, &error);

    if (status == STATUS_OK)
        status = take_kinds(undoing, &error);
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
        fprintf(stderr, "  %" PRIu64 " are withdrawn. Repeat the same command to go on.\n", undoing->withdrawn);
    send_free(undoing->sender);
    free(undoing->all);
    json_decref(undoing->there);
    api_free(undoing->api);
    arena_free(undoing->arena);
    return status != STATUS_OK ? EXIT_USAGE : undoing->kept ? EXIT_FAILED : EXIT_OK;
}

int import_undo_run(const char *dir, int argc, char **argv)
{
    struct undoing undoing = {.as = "admin", .concurrency = 96};
    const struct option_row rows[] = {
        {"kept", OPTION_TEXT, &undoing.kept_path, "OUT.csv", "those that stay: kind, id, natural key, state, reason, sentence"},
        {"concurrency", OPTION_COUNT, &undoing.concurrency, "N", "requests in flight; default 96"},
        {"as", OPTION_TEXT, &undoing.as, "WHO", "login or key name in access.json; default admin"},
        {"token", OPTION_TEXT, &undoing.token, "TOKEN", "session token or API key, instead of --as"},
        {"url", OPTION_TEXT, &undoing.url, "URL", "of the gateway, instead of access.json's"},
        {"json", OPTION_FLAG, &undoing.json, NULL, "the summary as one JSON object"},
    };
    const struct usage usage = {"import undo BULK_ID [options]",
                                "Withdraws the leads, customers or contracts that the import BULK_ID brought (its summary names "
                                "the id) and that nobody has\n"
                                "worked on since; the others stay and are listed with the reason. It may be repeated, also "
                                "after a kill. Importing the\n"
                                "file again, as it was or put right, takes what was withdrawn in anew. Customers that an "
                                "import of customers made are\n"
                                "erased, those that an import of leads made stay.\n"
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
