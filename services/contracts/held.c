/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include "chain.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

void contract_changes(struct call *call, const char *const *terms, size_t n)
{
    bind_texts(call, "changed_terms", terms, n);
}

enum status contract_lock_by(struct call *call, const struct statement *statement, Contract *ret_contract)
{
    struct rows rows;
    contract__init(ret_contract);
    TRY(sql_one(call, statement, "contract", &rows));
    row_into(call, &rows, 0, ret_contract);
    note(call, "contract", ret_contract->id);
    bind_int(call, "text_version", ret_contract->text_version);
    contract_changes(call, NULL, 0);
    return STATUS_OK;
}

enum status contract_lock(struct call *call, Contract *ret_contract)
{
    return contract_lock_by(call, &SQL_lock_contract, ret_contract);
}

enum status contract_expect(struct call *call, const Contract *contract, const uint64_t *expected)
{
    struct rows rows;
    if (!expected || *expected == contract->version)
        return STATUS_OK;
    bind_int(call, "since", (int64_t)*expected);
    TRY(sql_one(call, &SQL_list_changes, "contract", &rows));
    return rule_broken(&call->error, STATUS_ABORTED, "expected_version", "VERSION",
                       "this contract is version %llu, not %llu: read it again; changed since: %s",
                       (unsigned long long)contract->version, (unsigned long long)*expected, row_text(&rows, 0, "fields"));
}

enum status contract_hold(struct call *call, const uint64_t *expected_version, const char *verb, Contract *ret_contract)
{
    TRY(contract_lock(call, ret_contract));
    TRY(contract_expect(call, ret_contract, expected_version));
    return contract_move(ret_contract, verb, &call->error);
}

enum status contract_save(struct call *call, Contract *contract)
{
    struct rows rows;
    bind_message(call, contract);
    TRY(sql_one(call, &SQL_save_contract, "contract of this version", &rows));
    contract->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

enum status contract_chain(struct call *call, const Contract *contract, const char *verb)
{
    struct rows rows;
    ContractStep step = CONTRACT_STEP__INIT;
    bind_text(call, "id", contract->id);
    TRY(sql_one(call, &SQL_seal_rows, "contract", &rows));
    step.seq = (uint32_t)row_int(&rows, 0, "chain_length") + 1;
    step.prev_hash = row_text(&rows, 0, "chain_head");
    step.rows_hash = row_text(&rows, 0, "rows_hash");
    step.actor = call->actor;
    step.at = time_message(call, call->now_us);
    step.verb = verb;
    step.text_version = contract->text_version;
    step.doc_hash = contract->doc_hash;
    bind_int(call, "seq", step.seq);
    bind_time(call, "at", call->now_us);
    bind_text(call, "verb", verb);
    bind_int(call, "text_version", step.text_version);
    bind_text(call, "doc_hash", step.doc_hash);
    bind_text(call, "prev_hash", step.prev_hash);
    bind_text(call, "rows", row_text(&rows, 0, "rows"));
    bind_text(call, "hash", chain_hash(call->arena, contract->id, &step));
    return sql_one(call, &SQL_append_step, "end of the chain", &rows);
}

enum status contract_done(struct call *call, Contract *contract, const char *verb)
{
    TRY(contract_save(call, contract));
    return contract_chain(call, contract, verb);
}

Contract *contract_answer(struct call *call, const Contract *contract)
{
    return arena_memdup(call->arena, contract, sizeof *contract);
}

enum status day_read(struct call *call, const char *day, const char **ret_today, int64_t *ret_begins_us)
{
    struct rows rows;
    bind_text(call, "zone", contracts_settings.zone);
    bind_text(call, "day", day);
    TRY(sql_one(call, &SQL_get_day, "day", &rows));
    *ret_today = row_text(&rows, 0, "today");
    *ret_begins_us = row_time(&rows, 0, "begins_at");
    return STATUS_OK;
}

enum status marks_read(struct call *call, RecordMarkReply *ret_marks)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_marks, &rows));
    rows_into(call, &rows, ret_marks, "marks");
    return STATUS_OK;
}
