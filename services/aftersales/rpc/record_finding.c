/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"

static enum status add_evidence(struct call *call, const RecordFindingRequest *in)
{
    struct rows rows;
    const char **kinds = arena_alloc(call->arena, (in->n_evidence + 1) * sizeof *kinds);
    const char **refs = arena_alloc(call->arena, (in->n_evidence + 1) * sizeof *refs);
    for (size_t i = 0; i < in->n_evidence; i++) {
        kinds[i] = enum_word(&case_evidence__kind__descriptor, in->evidence[i]->kind);
        refs[i] = in->evidence[i]->ref;
    }
    bind_texts(call, "kinds", kinds, in->n_evidence);
    bind_texts(call, "refs", refs, in->n_evidence);
    return sql(call, &SQL_add_evidence, &rows);
}

static void emit_found(struct call *call, const Case *case_file, size_t evidence)
{
    CaseFindingRecorded event = CASE_FINDING_RECORDED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    event.has_evidence = true;
    event.evidence = (uint32_t)evidence;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, record_finding, RecordFindingRequest, RecordFindingReply)
{
    struct rows rows;
    Case case_file;
    if (is_blank(in->finding))
        return bad(call, "finding", "must say what happened");
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "find", &case_file));
    case_file.finding = vault_seal(call, case_file.id, "finding", in->finding);
    TRY(case_save(call, &case_file));
    TRY(add_evidence(call, in));
    TRY(sql(call, &SQL_list_evidence, &rows));
    emit_found(call, &case_file, rows.n);
    return case_answer(call, &case_file, &out->case_file);
}
