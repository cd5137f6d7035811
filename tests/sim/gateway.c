/* SPDX-License-Identifier: Apache-2.0
 * Those who call: some at once with several operations each, repeating what was not answered under the same key; one
 * who reads his writes; one who reads the log.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "book.pb-c.h"
#include "kernel.h"
#include "ledger.h"
#include "till.pb-c.h"
#include "wire/client.h"
#include "wire/principal.h"

enum { BURST = 12 };

struct ledger ledger;
struct folders folders;

struct gateway {
    struct client *client;
    struct signer *signer;
};

struct caller {
    struct gateway *gateway;
    size_t first;
};

struct question {
    struct sim_process *process;
    struct answer *answer;
};

void ledger_fill(void)
{
    for (size_t i = 0; i < ACCOUNTS; i++)
        id_from_text((const char[]){(char)('a' + i), '\0'}, ledger.accounts[i]);
    for (size_t i = 0; i < OPS; i++) {
        struct op *op = &ledger.ops[i];
        char name[16];
        size_t account = sim_random(ACCOUNTS);
        snprintf(name, sizeof name, "op %zu", i);
        id_from_text(name, op->id);
        op->account = ledger.accounts[account];
        op->amount = sim_chance(700) ? 0 : sim_between(14, 99);
        op->remind_ms = sim_chance(1500) ? (uint32_t)sim_between(1, 4000) : 0;
        if (account == 0 && sim_chance(1000))
            op->amount = BANK_POISON;
    }
}

/* ---- calling ---- */

static void answered(void *context, struct answer *answer)
{
    struct question *question = context;
    question->answer = answer;
    sim_wake(question->process, question, true);
}

static struct answer *wait_for(struct question *question)
{
    while (!question->answer)
        sim_wait(question, INT64_MAX);
    return question->answer;
}

static struct question *call_out(struct gateway *gateway, const char *service, Header *header, const void *request,
                            uint32_t timeout_ms, bool query)
{
    struct arena *arena = arena_new();
    struct question *question = need_alloc(sizeof *question);
    question->process = sim_self();
    header->principal = principal_of_service(gateway->signer, arena);
    struct outcall outcall = {.service = service, .header = header, .body = wire_pack(arena, request),
                              .timeout_ms = timeout_ms, .query = query, .done = answered, .context = question};
    client_send(gateway->client, &outcall);
    arena_free(arena);
    return question;
}

static struct question *deposit(struct gateway *gateway, struct op *op)
{
    Header header = HEADER__INIT;
    DepositRequest request = DEPOSIT_REQUEST__INIT;
    header.method = "leads.Deposit";
    header.idempotency_key = op->id;
    request.op_id = op->id;
    request.account_id = op->account;
    request.has_amount = true;
    request.amount = op->amount;
    request.has_remind_ms = op->remind_ms > 0;
    request.remind_ms = op->remind_ms;
    op->tries++;
    return call_out(gateway, "leads", &header, &request, (uint32_t)sim_between(200, 3000), false);
}

static bool passes(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_ABORTED ||
           status == STATUS_RESOURCE_EXHAUSTED;
}

static bool is_poisoned(const char *account)
{
    for (size_t i = 0; i < OPS; i++)
        if (ledger.ops[i].account == account && ledger.ops[i].amount == BANK_POISON)
            return true;
    return false;
}

/* Who was told a position and names it sees what is there. */
static void read_own(struct gateway *gateway, const struct op *op, const Position *pos)
{
    Header header = HEADER__INIT;
    GetPostingRequest request = GET_POSTING_REQUEST__INIT;
    header.method = "customers.GetPosting";
    header.min_pos = (Position *)(uintptr_t)pos;
    request.op_id = op->id;
    struct answer *answer = wait_for(call_out(gateway, "customers", &header, &request, 3000, true));
    GetPostingReply *reply = answer->error.status == STATUS_OK
                                 ? wire_unpack(answer->arena, &get_posting_reply__descriptor, answer->body, 4096)
                                 : NULL;
    if (reply && reply->times != 1 && !is_poisoned(op->account))
        sim_violated("reads", "who waits for position %llu sees his deposit %lld times", (unsigned long long)pos->pos,
                     (long long)reply->times);
    ledger.read_own += reply != NULL;
    answer_free(answer);
}

/* What became of it; it stays open when it will be tried again. */
static void settle(struct gateway *gateway, struct op *op, struct answer *answer)
{
    const struct error *error = &answer->error;
    sim_trace("op %s %s %s", op->id, status_word(error->status), error->reason);
    if (error->status == STATUS_OK) {
        DepositReply *reply = wire_unpack(answer->arena, &deposit_reply__descriptor, answer->body, 4096);
        op->state = OP_ACKNOWLEDGED;
        op->balance = reply ? reply->balance : -1;
        if (answer->header->pos && sim_chance(3000))
            read_own(gateway, op, answer->header->pos);
    } else if (error->status == STATUS_FAILED_PRECONDITION) {
        if (op->amount > 0)
            sim_violated("neighbours", "a good command was refused: %s", error->message);
        op->state = OP_REFUSED;
    } else if (!passes(error->status)) {
        sim_violated("answers", "a call ended as %s: %s", status_word(error->status), error->message);
    } else if (sim_chance(1000)) {
        op->state = OP_GIVEN_UP;
        ledger.unanswered++;
    }
    answer_free(answer);
}

static void call_on(void *context)
{
    struct caller *caller = context;
    for (;;) {
        struct op *ops[BURST];
        struct question *questions[BURST];
        bool slow = caller->first == 0; /* one who takes his time: he still calls when the others have ended */
        size_t n = 0, most = slow ? 1 : (size_t)sim_between(1, BURST);
        for (size_t i = caller->first; i < caller->first + OPS_EACH && n < most; i++)
            if (ledger.ops[i].state == OP_OPEN)
                ops[n++] = &ledger.ops[i];
        if (!n)
            return;
        for (size_t i = 0; i < n; i++)
            questions[i] = deposit(caller->gateway, ops[i]);
        for (size_t i = 0; i < n; i++)
            settle(caller->gateway, ops[i], wait_for(questions[i]));
        sim_sleep(slow ? sim_between(100000, 600000) : sim_between(1000, 400000));
    }
}

/* ---- reading the log ---- */

static void keep(const Event *event)
{
    if (ledger.n_told && ledger.told[ledger.n_told - 1].pos >= event->pos)
        sim_violated("subscriber", "position %llu comes after %llu", (unsigned long long)event->pos,
                     (unsigned long long)ledger.told[ledger.n_told - 1].pos);
    if (ledger.n_told == ledger.told_room) {
        ledger.told_room = ledger.told_room ? ledger.told_room * 2 : 256;
        ledger.told = need_realloc(ledger.told, ledger.told_room * sizeof *ledger.told);
    }
    struct told *told = &ledger.told[ledger.n_told++];
    *told = (struct told){.pos = event->pos, .agg_ver = event->agg_ver};
    snprintf(told->agg_id, sizeof told->agg_id, "%s", event->agg_id);
}

static void subscribe(void *context)
{
    struct gateway *gateway = context;
    for (;;) {
        Header header = HEADER__INIT;
        FetchRequest request = FETCH_REQUEST__INIT;
        header.method = "events.Fetch";
        request.has_cursor = ledger.cursor_size > 0;
        request.cursor = (ProtobufCBinaryData){ledger.cursor_size, ledger.cursor};
        request.has_max_events = request.has_wait_ms = true;
        request.max_events = (uint32_t)sim_between(1, 50);
        request.wait_ms = 1000;
        struct answer *answer = wait_for(call_out(gateway, "leads", &header, &request, 2000, true));
        FetchReply *page = answer->error.status == STATUS_OK
                               ? wire_unpack(answer->arena, &fetch_reply__descriptor, answer->body, 8 << 20)
                               : NULL;
        for (size_t i = 0; page && i < page->n_events; i++)
            keep(page->events[i]);
        if (page && page->next_cursor.len <= sizeof ledger.cursor) {
            memcpy(ledger.cursor, page->next_cursor.data, page->next_cursor.len);
            ledger.cursor_size = page->next_cursor.len;
        }
        answer_free(answer);
        if (!page)
            sim_sleep(sim_between(50000, 300000));
    }
}

void gateway_main(void *context)
{
    struct gateway *gateway = need_alloc(sizeof *gateway);
    struct client_settings settings = {.run_dir = folders.run};
    struct error error;
    (void)context;
    log_open("gateway", LOG_ERROR);
    if (signer_open(folders.keys, folders.trust, "gateway", &gateway->signer, &error) != STATUS_OK ||
        client_open(&settings, &gateway->client, &error) != STATUS_OK)
        sim_violated("model", "the gateway does not start: %s", error.message);
    for (size_t i = 0; i < CALLERS; i++) {
        struct caller *caller = need_alloc(sizeof *caller);
        *caller = (struct caller){gateway, i * OPS_EACH};
        sim_thread_start(sim_self(), "caller", call_on, caller);
    }
    sim_thread_start(sim_self(), "subscriber", subscribe, gateway);
    sim_wait(NULL, INT64_MAX);
}
