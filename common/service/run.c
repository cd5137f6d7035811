/* SPDX-License-Identifier: Apache-2.0
 * From a declaration to a running service, and back.
 */
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "service/batch.h"
#include "service/meters.h"
#include "service/network.h"
#include "service/ops.h"
#include "service/relay.h"
#include "service/state.h"
#include "service/threads.h"
#include "wire/refusals.h"

enum { DRAIN_MS = 20000, QUIET_MS = 300, VISIBLE_MS = 2000 };

struct process process;
extern const struct rooms rooms_skeleton;

static const struct setting rows[] = {
    SETTING_ROW(struct skeleton_settings, dir, const char *, "DIR", SETTING_PATH, NULL, 0, 0,
                "folder of the stack: keys, trusted keys, settings"),
    SETTING_ROW(struct skeleton_settings, run_dir, const char *, "RUN_DIR", SETTING_PATH, NULL, 0, 0,
                "folder of the endpoints"),
    SETTING_ROW(struct skeleton_settings, dsn, const char *, "DSN", SETTING_SECRET, NULL, 0, 0,
                "libpq connection string of this service's database"),
    SETTING_ROW(struct skeleton_settings, workers, int64_t, "WORKERS", SETTING_COUNT, "2", 1, 64,
                "worker threads, each with a connection of its own"),
    SETTING_ROW(struct skeleton_settings, queue, int64_t, "QUEUE", SETTING_COUNT, "512", 16, 65536,
                "requests that may wait"),
    SETTING_ROW(struct skeleton_settings, retention_days, int64_t, "RETENTION_DAYS", SETTING_COUNT, "400", 1, 36500,
                "events older than this and read by every consumer are dropped, a partition at a time"),
    SETTING_ROW(struct skeleton_settings, redis_url, const char *, "REDIS_URL", SETTING_SECRET, "", 0, 0,
                "a Redis that makes events arrive sooner: unix:///path or redis://[[user]:password@]host[:port]; none: without"),
    SETTING_ROW(struct skeleton_settings, deployment, const char *, "DEPLOYMENT", SETTING_TEXT, "dealspine", 0, 0,
                "first part of every key in Redis: another one for each stack that shares it"),
    SETTING_ROW(struct skeleton_settings, listen, const char *, "LISTEN", SETTING_TEXT, "", 0, 0,
                "also serve over TCP, under CURVE: tcp://127.0.0.1:7400, port * for any free one; none: ipc alone"),
    SETTING_ROW(struct skeleton_settings, advertise, const char *, "ADVERTISE", SETTING_TEXT, "", 0, 0,
                "host under which others reach LISTEN; none: its address, or this host's name where that is 0.0.0.0"),
    SETTING_ROW(struct skeleton_settings, resolve, const char *, "RESOLVE", SETTING_TEXT, "", 0, 0,
                "where else services are looked for: registry, dns:{}:7400, static:leads=tcp://HOST:PORT; blank-separated"),
    SETTING_ROW(struct skeleton_settings, log_level, const char *, "LOG_LEVEL", SETTING_TEXT, "info", 0, 0,
                "debug, info, warn or error"),
};
enum { N_ROWS = sizeof rows / sizeof *rows };

/* ---- the dispatcher's side ---- */

static struct method *find_method(const char *full)
{
    for (size_t i = 0; i < process.n_methods; i++)
        if (strcmp(process.methods[i].schema->full, full) == 0)
            return &process.methods[i];
    return NULL;
}

static void refuse(struct incoming *incoming, const struct error *error)
{
    log_line(LOG_INFO, "method=%s status=%s reason=%s msg=\"refused before the work began\"",
             incoming->header->method ? incoming->header->method : "-", status_word(error->status),
             error->reason[0] ? error->reason : "-");
    refusal_count(error->reason);
    meters_request(find_method(incoming->header->method ? incoming->header->method : ""), error->status,
                   clock_mono_us() - incoming->arrived_mono_us);
    server_reply(process.server, incoming, error, NULL, (struct bytes){NULL, 0});
}

static enum status admit(struct incoming *incoming, const struct schema_method *schema, struct work *work,
                         struct error *error)
{
    Principal *principal;
    TRY(network_admit(incoming, error));
    if (!incoming->header->principal && incoming->peer && schema->open) { /* the key of the connection is enough */
        work->principal = network_stranger(incoming);
        work->scope = "";
        return STATUS_OK;
    }
    TRY(principal_verify(process.keyring, incoming->header->principal, incoming->arena, &principal, error));
    TRY(network_check(incoming, principal, error));
    work->principal = principal;
    return access_check(schema, principal, incoming->arena, &work->scope, error);
}

static void fetch(struct incoming *incoming)
{
    struct error error;
    struct work work = {.incoming = incoming};
    const struct schema_method *schema = schema_method(process.schema, "events", "Fetch");
    if (admit(incoming, schema, &work, &error) == STATUS_OK)
        feed_put(incoming, work.scope, work.principal->kind == PRINCIPAL__KIND__SERVICE);
    else
        refuse(incoming, &error);
}

/* Answered here and now: whoever asks how a service is wants to know it also when its workers do not get on. */
static void answer_here(struct incoming *incoming, const char *method, struct bytes (*reply)(struct arena *arena))
{
    struct error error;
    struct work work = {.incoming = incoming};
    const struct schema_method *schema = schema_method(process.schema, "ops", method);
    if (admit(incoming, schema, &work, &error) == STATUS_OK)
        server_reply(process.server, incoming, NULL, NULL, reply(incoming->arena));
    else
        refuse(incoming, &error);
}

static void request(void *context, struct incoming *incoming)
{
    struct error error;
    const Header *header = incoming->header;
    const char *full = header->method ? header->method : "";
    (void)context;
    if (strcmp(full, "events.Fetch") == 0) {
        fetch(incoming);
        return;
    }
    if (strcmp(full, "ops.ReadMeters") == 0 || strcmp(full, "ops.GetStatus") == 0) {
        bool state = full[4] == 'G';
        answer_here(incoming, full + 4, state ? state_reply : meters_reply);
        return;
    }
    struct work work = {.incoming = incoming, .method = find_method(full)};
    if (!work.method) {
        fail_with(&error, STATUS_UNIMPLEMENTED, "the service %s has no method %s", process.word, full);
        snprintf(error.reason, sizeof error.reason, "UNKNOWN_METHOD");
        refuse(incoming, &error);
    } else if (admit(incoming, work.method->schema, &work, &error) != STATUS_OK) {
        refuse(incoming, &error);
    } else if (header->min_pos && header->min_pos->domain &&
               !consumer_has_seen(header->min_pos->domain, header->min_pos->pos)) {
        int64_t until_ms = clock_mono_ms() + VISIBLE_MS;
        consumer_wait(&work, header->min_pos->domain, header->min_pos->pos,
                      until_ms < incoming->deadline_mono_ms ? until_ms : incoming->deadline_mono_ms);
    } else if (!inbox_put(process.inbox, &work)) {
        fail_with(&error, STATUS_RESOURCE_EXHAUSTED, "too many requests wait");
        snprintf(error.reason, sizeof error.reason, "QUEUE_FULL");
        refuse(incoming, &error);
    }
}

void database_is(bool reachable)
{
    static const char away[] = "the database is not reachable";
    const char *was = reachable ? away : NULL;
    atomic_compare_exchange_strong(&process.trouble, &was, reachable ? NULL : away); /* "draining" stays */
}

static const char *not_ready(void *context)
{
    (void)context;
    return atomic_load(&process.trouble);
}

/* ---- starting ---- */

static enum log_level level_of(const char *word)
{
    static const char *const words[] = {"debug", "info", "warn", "error"};
    for (int i = 0; i < 4; i++)
        if (strcmp(words[i], word) == 0)
            return (enum log_level)i;
    return LOG_INFO;
}

static enum status read_settings(const struct service *service, struct error *error)
{
    settings_also(rows, N_ROWS);
    if (service->n_settings)
        settings_also(service->settings, service->n_settings);
    TRY(settings_read(process.word, rows, N_ROWS, &process.settings, error));
    if (!service->n_settings)
        return STATUS_OK;
    return settings_read(process.word, service->settings, service->n_settings, service->settings_struct, error);
}

static enum status add_methods(const ProtobufCService *of, const char *word, struct error *error)
{
    const ProtobufCServiceDescriptor *descriptor = of->descriptor;
    process.methods =
        need_realloc(process.methods, (process.n_methods + descriptor->n_methods) * sizeof *process.methods);
    for (unsigned i = 0; i < descriptor->n_methods; i++) {
        struct method *method = &process.methods[process.n_methods++];
        method->of = of;
        method->descriptor = &descriptor->methods[i];
        method->index = i;
        method->schema = schema_method(process.schema, word, descriptor->methods[i].name);
        if (!method->schema || (!method->schema->permission && !method->schema->callers && !method->schema->open))
            return fail_with(error, STATUS_INVALID_ARGUMENT, "%s.%s: needs an option permission, callers or open", word,
                             descriptor->methods[i].name);
        const char *lock = method->schema->lock;
        if (lock && !schema_field_by_name(method->schema->input, lock, strlen(lock)))
            return fail_with(error, STATUS_INVALID_ARGUMENT, "%s: its lock %s is no field of its request",
                             method->schema->full, lock);
    }
    return STATUS_OK;
}

static enum status list_methods(struct error *error)
{
    TRY(add_methods(process.service->rpc, process.word, error));
    return add_methods(&ops_table.base, "ops", error);
}

static enum status list_statements(struct error *error)
{
    const struct rooms *const rooms[] = {&rooms_skeleton, process.service->rooms};
    process.set = db_set_new();
    for (int r = 0; r < 2; r++)
        for (size_t i = 0; i < rooms[r]->n_statements; i++)
            TRY(db_set_add(process.set, rooms[r]->statements[i], error));
    return STATUS_OK;
}

static enum status migrate(struct db *db, struct error *error)
{
    const struct rooms *const rooms[] = {&rooms_skeleton, process.service->rooms};
    for (int r = 0; r < 2; r++) {
        struct db_migration *migrations = need_alloc((rooms[r]->n_migrations + 1) * sizeof *migrations);
        for (size_t i = 0; i < rooms[r]->n_migrations; i++)
            migrations[i] = (struct db_migration){rooms[r]->migrations[i].name, rooms[r]->migrations[i].text};
        enum status status = db_migrate(db, migrations, rooms[r]->n_migrations, error);
        free(migrations);
        TRY(status);
    }
    return STATUS_OK;
}

static enum status read_log_and_clock(struct db *db, struct error *error)
{
    struct arena *arena = arena_new();
    struct db_item item = item_of(arena, "epoch", NULL, NULL, 0);
    enum status status = STATUS_OK;
    if (item_run(db, &item) && item.rows.n == 1)
        snprintf(process.epoch, sizeof process.epoch, "%s", item.rows.values[0]);
    else
        status = fail_with(error, STATUS_UNAVAILABLE, "the log's epoch can't be read");
    if (status == STATUS_OK && !clock_read(db, arena))
        status = fail_with(error, STATUS_UNAVAILABLE, "the database's clock can't be read");
    arena_free(arena);
    return status;
}

/* Postgres may still be starting: an unreachable database is waited for, a wrong schema is not. */
static enum status prepare_database(struct error *error)
{
    enum status status;
    for (int tries = 0;; tries++) {
        struct db *db = process_db("start");
        status = migrate(db, error);
        if (status == STATUS_OK)
            status = check_statements(db, error);
        if (status == STATUS_OK)
            status = read_log_and_clock(db, error);
        db_free(db);
        if (status != STATUS_UNAVAILABLE || tries == 50)
            return status;
        usleep(200000);
    }
}

static char keys[4096], trust[4096];

const char *keys_dir(void)
{
    return keys;
}

const char *trust_dir(void)
{
    return trust;
}

static enum status open_keys(struct error *error)
{
    static Principal self = PRINCIPAL__INIT;
    snprintf(keys, sizeof keys, "%s/keys", process.settings.dir);
    snprintf(trust, sizeof trust, "%s/trust", process.settings.dir);
    TRY(signer_open(keys, trust, process.word, &process.signer, error));
    self.has_kind = true;
    self.kind = PRINCIPAL__KIND__SERVICE;
    self.id = process.word;
    self.path = "/";
    process.self = &self;
    /* Ed25519 signatures are deterministic: a secret that all replicas share without one more file. */
    struct arena *arena = arena_new();
    const SignedPrincipal *secret = principal_sign(process.signer, &self, arena);
    crypto_generichash(process.hash_key, sizeof process.hash_key, secret->signature.data, secret->signature.len, NULL, 0);
    arena_free(arena);
    return keyring_open(trust, &process.keyring, error);
}

static enum status open_wire(struct error *error)
{
    struct client_settings client = {.context = wire_context(), .run_dir = process.settings.run_dir};
    struct server_settings server = {.context = wire_context(), .run_dir = process.settings.run_dir,
                                     .service = process.word, .queue = (uint32_t)process.settings.queue,
                                     .request = request, .not_ready = not_ready};
    TRY(network_open(&client, &server, error));
    TRY(client_open(&client, &process.client, error));
    /* Twice the room of the credit granted: callers count, the inbox never refuses what was granted. */
    process.inbox = inbox_open(2 * (size_t)process.settings.queue);
    TRY(relay_open(error));
    TRY(feed_open(error));
    TRY(consumer_open(error));
    TRY(workers_open(error));
    TRY(jobs_open(error));
    TRY(lanes_open(consumer_wake, error));
    TRY(server_open(&server, &process.server, error));
    network_announce();
    return process.service->begin ? process.service->begin(error) : STATUS_OK;
}

static enum status start(const struct service *service, struct error *error)
{
    TRY(read_settings(service, error));
    log_open(process.word, level_of(process.settings.log_level));
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium does not start");
    process.schema = schema_own();
    TRY(list_methods(error));
    meters_open();
    state_open();
    TRY(list_statements(error));
    TRY(open_keys(error));
    TRY(prepare_database(error));
    if (service->open)
        TRY(service->open(error));
    return open_wire(error);
}

/* ---- ending ---- */

/* Callers have been told; one that has not listened yet, being stopped, say, gets its answer all the same. */
static void wait_until_quiet(void)
{
    int64_t now_ms = clock_mono_ms(), soonest_ms = now_ms + QUIET_MS, end_ms = now_ms + DRAIN_MS;
    while (now_ms < soonest_ms || (server_quiet_ms(process.server) < QUIET_MS && now_ms < end_ms)) {
        usleep(10000);
        now_ms = clock_mono_ms();
    }
    server_refuse(process.server);
}

static void stop(void)
{
    atomic_store(&process.draining, true);
    atomic_store(&process.trouble, "draining");
    server_drain(process.server);
    network_drain();
    feed_wake();
    wait_until_quiet();
    if (process.service->end)
        process.service->end();
    lanes_close();
    jobs_close();
    consumer_close();
    workers_close();
    feed_close();
    relay_close();
    client_close(process.client);
    consumer_free();
    server_close(process.server);
    network_close();
    inbox_free(process.inbox);
    wire_context_end();
    signer_free(process.signer);
    keyring_free(process.keyring);
    db_set_free(process.set);
    free(process.methods);
}

static int usage(const struct service *service)
{
    printf("%s: a service of Dealspine. Options: --help, --check (read the settings and end).\n\nSettings:\n",
           process.word);
    settings_print(process.word, rows, N_ROWS, &process.settings);
    if (service->n_settings)
        settings_print(process.word, service->settings, service->n_settings, service->settings_struct);
    return 0;
}

int service_main(int argc, char **argv, const struct service *service)
{
    struct error error = {0};
    sigset_t ends;
    int signal_number = 0;
    process.service = service;
    process.word = service->rooms->word;
    log_open(process.word, LOG_INFO);
    bool check = argc > 1 && strcmp(argv[1], "--check") == 0;
    if (argc > 1 && (check || strcmp(argv[1], "--help") == 0)) {
        enum status status = read_settings(service, &error);
        if (!check)
            return usage(service);
        fprintf(stderr, "%s\n", status == STATUS_OK ? "the settings are complete" : error.message);
        return status == STATUS_OK ? 0 : 2;
    }
    arena_keep_memory();
    /* All threads inherit the mask: signals are taken here and nowhere else. */
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (start(service, &error) != STATUS_OK) {
        char message[400];
        log_line(LOG_ERROR, "msg=%s status=%s", log_quote(error.message, message, sizeof message),
                 status_word(error.status));
        /* Threads may run: exit handlers of libraries (OpenSSL's, say) would take from them what they use. */
        _exit(1);
    }
    log_line(LOG_INFO, "msg=ready workers=%d epoch=%s", (int)process.settings.workers, process.epoch);
    sigwait(&ends, &signal_number);
    log_line(LOG_INFO, "msg=draining signal=%d", signal_number);
    stop();
    log_line(LOG_INFO, "msg=ended");
    return 0;
}
