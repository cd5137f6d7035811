/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "checklist.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status put_answers(struct call *call, const Contract *contract, const AnswerChecklistRequest *in)
{
    struct rows rows;
    const char **codes = arena_alloc(call->arena, in->n_answers * sizeof *codes);
    const char **verdicts = arena_alloc(call->arena, in->n_answers * sizeof *verdicts);
    const char **remarks = arena_alloc(call->arena, in->n_answers * sizeof *remarks);
    for (size_t i = 0; i < in->n_answers; i++) {
        int answer = (int)in->answers[i]->answer;
        codes[i] = in->answers[i]->code;
        verdicts[i] = enum_word(&checklist_item__answer__descriptor, answer);
        remarks[i] = archive_seal(call, contract->id, codes[i], contract->text_version, in->answers[i]->remark);
    }
    bind_texts(call, "codes", codes, in->n_answers);
    bind_texts(call, "verdicts", verdicts, in->n_answers);
    bind_texts(call, "remarks", remarks, in->n_answers);
    return sql(call, &SQL_put_answers, &rows);
}

static void emit_answered(struct call *call, const Contract *contract, const AnswerChecklistReply *list)
{
    ContractChecklistAnswered event = CONTRACT_CHECKLIST_ANSWERED__INIT;
    event.contract_id = contract->id;
    event.has_text_version = event.has_passed = event.has_failed = event.has_open = true;
    event.text_version = contract->text_version;
    event.passed = checklist_count(list->items, list->n_items, CHECKLIST_ITEM__ANSWER__PASS);
    event.failed = checklist_count(list->items, list->n_items, CHECKLIST_ITEM__ANSWER__FAIL);
    event.open = checklist_count(list->items, list->n_items, CHECKLIST_ITEM__ANSWER__OPEN);
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, answer_checklist, AnswerChecklistRequest, AnswerChecklistReply)
{
    Contract contract;
    AnswerChecklistReply before = ANSWER_CHECKLIST_REPLY__INIT;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "answer", &contract));
    TRY(checklist_read(call, &contract, &before));
    TRY(checklist_accepts(before.items, before.n_items, in->answers, in->n_answers, &call->error));
    TRY(put_answers(call, &contract, in));
    contract_changes(call, (const char *const[]){"checklist"}, 1);
    TRY(contract_done(call, &contract, "checked"));
    TRY(checklist_read(call, &contract, out));
    emit_answered(call, &contract, out);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
