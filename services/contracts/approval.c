/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "rooms.h"
#include "route.h"
#include "schema/rule.h"
#include "settings.h"
#include "writing.h"

/* ---- places, from and to the database -------------------------------------------------------------------------------- */

static const char *number(struct call *call, uint32_t value)
{
    return arena_printf(call->arena, "%u", value);
}

static const char *moment(struct call *call, const Google__Protobuf__Timestamp *at)
{
    char *text = at ? arena_alloc(call->arena, TIME_TEXT) : NULL;
    if (text)
        time_format(time_us(at), text);
    return text;
}

enum status approval_save(struct call *call, const Contract *contract, const struct approval_case *found)
{
    struct rows rows;
    enum { ID, STEP, POSITION, ROLE, MODE, KIND, REF, STATE, SINCE, APPROVER, BEHALF, DECIDED, NOTE, COLUMNS };
    static const char *const names[COLUMNS] = {"ids",    "steps",  "positions", "roles",    "modes",    "kinds", "refs",
                                               "states", "sinces", "approvers", "behalves", "decideds", "notes"};
    size_t n = found->n;
    const char **columns = arena_alloc(call->arena, (COLUMNS * n + 1) * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const ApprovalSlot *slot = found->slots[i];
        columns[ID * n + i] = slot->id;
        columns[STEP * n + i] = number(call, slot->step);
        columns[POSITION * n + i] = number(call, slot->position);
        columns[ROLE * n + i] = enum_word(&approval_step__role__descriptor, slot->role);
        columns[MODE * n + i] = enum_word(&approval_slot__mode__descriptor, slot->mode);
        columns[KIND * n + i] = enum_word(&approval_slot__kind__descriptor, slot->kind);
        columns[REF * n + i] = slot->ref;
        columns[STATE * n + i] = enum_word(&approval_slot__state__descriptor, slot->state);
        columns[SINCE * n + i] = moment(call, slot->waiting_since);
        columns[APPROVER * n + i] = slot->approver_id;
        columns[BEHALF * n + i] = slot->on_behalf_of;
        columns[DECIDED * n + i] = moment(call, slot->decided_at);
        columns[NOTE * n + i] = slot->note;
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns + c * n, n);
    bind_text(call, "case_id", found->row->id);
    bind_text(call, "contract_id", contract->id);
    return sql(call, &SQL_put_slots, &rows);
}

enum status approval_read(struct call *call, const Contract *contract, struct approval_case *ret_case)
{
    struct rows rows;
    GetContractReply list = GET_CONTRACT_REPLY__INIT;
    TRY(sql(call, &SQL_get_running_case, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE",
                        "no decision on this contract is waited for; it is %s", contract_state_name(contract->state));
    ret_case->row = arena_alloc(call->arena, sizeof *ret_case->row);
    approval_case__init(ret_case->row);
    row_into(call, &rows, 0, ret_case->row);
    bind_text(call, "case_id", ret_case->row->id);
    TRY(sql(call, &SQL_list_case_slots, &rows));
    rows_into(call, &rows, &list, "slots");
    ret_case->slots = list.slots;
    ret_case->n = list.n_slots;
    return STATUS_OK;
}

/* ---- going on -------------------------------------------------------------------------------------------------------- */

static void emit_requested(struct call *call, const Contract *contract, const struct approval_case *found,
                           ApprovalSlot *const *asked, size_t n)
{
    ContractApprovalRequested event = CONTRACT_APPROVAL_REQUESTED__INIT;
    const char **persons = arena_alloc(call->arena, (n + 1) * sizeof *persons);
    const char **roles = arena_alloc(call->arena, (n + 1) * sizeof *roles);
    for (size_t i = 0; i < n; i++) {
        if (asked[i]->ref && asked[i]->kind == APPROVAL_SLOT__KIND__ROLE)
            roles[event.n_roles++] = asked[i]->ref;
        else if (asked[i]->ref)
            persons[event.n_approver_ids++] = asked[i]->ref;
    }
    event.contract_id = contract->id;
    event.case_id = found->row->id;
    event.has_purpose = event.has_step = event.has_role = event.has_text_version = true;
    event.purpose = found->row->purpose;
    event.step = asked[0]->step;
    event.role = asked[0]->role;
    event.approver_ids = persons;
    event.roles = roles;
    event.drafter_id = contract->drafter_id;
    event.text_version = found->row->text_version;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

/* Times of those whose turn has come, and of those that approved themselves. */
static size_t stamp(struct call *call, const struct approval_case *found, ApprovalSlot **ret_asked)
{
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        ApprovalSlot *slot = found->slots[i];
        if (slot->state == APPROVAL_SLOT__STATE__WAITING)
            slot->waiting_since = NULL;
        if (slot->state == APPROVAL_SLOT__STATE__ACTIVE && !slot->waiting_since) {
            slot->waiting_since = time_message(call, call->now_us);
            ret_asked[n++] = slot;
        }
        if (slot->state == APPROVAL_SLOT__STATE__APPROVED && !slot->decided_at) {
            slot->approver_id = "route";
            slot->decided_at = time_message(call, call->now_us);
        }
    }
    return n;
}

enum status approval_remind_later(struct call *call, const Contract *contract, const char *case_id)
{
    RemindApprovalJob job = REMIND_APPROVAL_JOB__INIT;
    job.case_id = case_id;
    job.contract_id = contract->id;
    int64_t due_us = call->now_us + contracts_settings.remind_hours * 3600 * INT64_C(1000000);
    return schedule(call, "remind_approval", case_id, due_us, &job);
}

enum status approval_go_on(struct call *call, const Contract *contract, const struct approval_case *found,
                           enum case_stage *ret_stage)
{
    ApprovalSlot **asked = arena_alloc(call->arena, (found->n + 1) * sizeof *asked);
    *ret_stage = slots_advance(found->slots, found->n);
    size_t n = stamp(call, found, asked);
    TRY(approval_save(call, contract, found));
    if (n) {
        emit_requested(call, contract, found, asked, n);
        return approval_remind_later(call, contract, found->row->id);
    }
    return STATUS_OK;
}

enum status approval_close(struct call *call, const Contract *contract, ApprovalCase__State state)
{
    struct rows rows;
    struct approval_case found;
    TRY(sql(call, &SQL_get_running_case, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(approval_read(call, contract, &found));
    slots_skip(found.slots, found.n);
    TRY(approval_save(call, contract, &found));
    bind_text(call, "case_state", enum_word(&approval_case__state__descriptor, state));
    TRY(sql(call, &SQL_close_case, &rows));
    return unschedule(call, "remind_approval", found.row->id);
}

/* ---- opening --------------------------------------------------------------------------------------------------------- */

static enum status read_routes(struct call *call, const struct route_facts *facts, ApprovalRoute **ret_route)
{
    struct rows rows;
    ListApprovalRoutesReply list = LIST_APPROVAL_ROUTES_REPLY__INIT;
    bind_text(call, "code", NULL);
    TRY(sql(call, &SQL_list_routes, &rows));
    rows_into(call, &rows, &list, "routes");
    const ApprovalRoute *chosen = route_choose(list.routes, list.n_routes, facts);
    if (!chosen)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_ROUTE", "no approval route counts for this contract");
    *ret_route = arena_memdup(call->arena, chosen, sizeof *chosen);
    bind_text(call, "route_code", chosen->code);
    bind_int(call, "revision", chosen->revision);
    TRY(sql(call, &SQL_list_route_slots, &rows));
    rows_into(call, &rows, *ret_route, "slots");
    return STATUS_OK;
}

static enum status read_people(struct call *call, const Contract *contract, const ApprovalRoute *route,
                               struct route_people *ret_people)
{
    struct rows rows;
    bind_text(call, "drafter_path", contract->drafter_path);
    bind_text(call, "drafter_id", contract->drafter_id);
    TRY(writers_read(call, contract, &ret_people->writers));
    TRY(sql(call, &SQL_find_superior, &rows));
    ret_people->superior_id = rows.n ? row_text(&rows, 0, "id") : NULL;
    const char **ids = arena_alloc(call->arena, (route->n_slots + 1) * sizeof *ids);
    size_t n = 0;
    for (size_t i = 0; i < route->n_slots; i++)
        if (route->slots[i]->kind == APPROVAL_SLOT__KIND__PERSON)
            ids[n++] = route->slots[i]->ref;
    bind_texts(call, "user_ids", ids, n);
    TRY(sql(call, &SQL_list_present, &rows));
    const char **present = arena_alloc(call->arena, (rows.n + 2) * sizeof *present);
    for (size_t i = 0; i < rows.n; i++)
        present[i] = row_text(&rows, i, "id");
    ret_people->n_present = rows.n;
    if (ret_people->superior_id)
        present[ret_people->n_present++] = ret_people->superior_id;
    ret_people->present = present;
    return STATUS_OK;
}

static enum status insert_case(struct call *call, const Contract *contract, const ApprovalRoute *route,
                               const ApprovalCase *opened)
{
    struct rows rows;
    bind_text(call, "case_id", opened->id);
    bind_text(call, "contract_id", contract->id);
    bind_int(call, "text_version", contract->text_version);
    bind_text(call, "purpose", enum_word(&approval_case__purpose__descriptor, opened->purpose));
    bind_text(call, "route_code", route->code);
    bind_int(call, "route_revision", route->revision);
    bind_text(call, "repeat_policy", enum_word(&approval_route__repeat_policy__descriptor, route->repeat_policy));
    bind_text(call, "reason", opened->reason);
    return sql(call, &SQL_open_case, &rows);
}

enum status approval_open(struct call *call, const Contract *contract, ApprovalCase__Purpose purpose,
                          const char *reason, const char **ret_id, enum case_stage *ret_stage)
{
    struct rows rows;
    struct route_facts facts = route_facts_of(contract, purpose);
    struct route_people people;
    struct approval_case opened = {arena_alloc(call->arena, sizeof(ApprovalCase)), NULL, 0};
    ApprovalRoute *route = NULL;
    TRY(sql(call, &SQL_get_running_case, &rows));
    if (rows.n)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CASE_RUNNING", "a decision on this contract is waited for");
    TRY(read_routes(call, &facts, &route));
    TRY(read_people(call, contract, route, &people));
    TRY(route_lay(call->arena, route, &people, &opened.slots, &opened.n, &call->error));
    approval_case__init(opened.row);
    opened.row->id = new_id(call);
    opened.row->purpose = purpose;
    opened.row->reason = reason;
    opened.row->text_version = contract->text_version;
    for (size_t i = 0; i < opened.n; i++)
        opened.slots[i]->id = new_id(call);
    TRY(insert_case(call, contract, route, opened.row));
    *ret_id = opened.row->id;
    return approval_go_on(call, contract, &opened, ret_stage);
}

/* ---- deciding -------------------------------------------------------------------------------------------------------- */

static void take_caller(struct call *call, struct judge *judge)
{
    *judge = (struct judge){.id = call->actor,
                            .roles = (const char *const *)call->principal->roles,
                            .n_roles = call->principal->n_roles};
    if (!call_may(call, "contracts.approve", &judge->approve_scope))
        judge->approve_scope = NULL;
    if (!call_may(call, "contracts.legal", &judge->legal_scope))
        judge->legal_scope = NULL;
}

void reach_bind(struct call *call)
{
    struct judge caller;
    take_caller(call, &caller);
    bind_text(call, "approve_scope", caller.approve_scope);
    bind_text(call, "legal_scope", caller.legal_scope);
    bind_texts(call, "roles", caller.roles, caller.n_roles);
}

static enum status read_judges(struct call *call, struct judge **ret_judges, size_t *ret_n)
{
    struct rows rows;
    ListDelegationsReply list = LIST_DELEGATIONS_REPLY__INIT;
    TRY(sql(call, &SQL_list_delegations_to, &rows));
    rows_into(call, &rows, &list, "delegations");
    struct judge *judges = arena_alloc(call->arena, (list.n_delegations + 1) * sizeof *judges);
    take_caller(call, &judges[0]);
    for (size_t i = 0; i < list.n_delegations; i++) {
        const ApprovalDelegation *given = list.delegations[i];
        judges[i + 1] = (struct judge){given->from_id, (const char *const *)given->roles, given->n_roles,
                                       given->approve_scope, given->legal_scope};
    }
    *ret_judges = judges;
    *ret_n = list.n_delegations + 1;
    return STATUS_OK;
}

bool approval_is_of_text(const struct approval_case *found)
{
    return found->row->purpose == APPROVAL_CASE__PURPOSE__CONTRACT;
}

/* Who asks for the end or another text of a contract does not decide it, nor does one in his name. */
static enum status asked_for_it(struct call *call, const struct approval_case *found, const struct judge *judge)
{
    const char *opened_by = found->row->opened_by;
    if (approval_is_of_text(found) || !opened_by ||
        (strcmp(opened_by, call->actor) != 0 && strcmp(opened_by, judge->id) != 0))
        return STATUS_OK;
    return fail_for(call, STATUS_PERMISSION_DENIED, "SEPARATION_OF_DUTIES", "who asked for this does not decide it");
}

enum status approval_find_slot(struct call *call, const Contract *contract, const struct approval_case *found,
                               ApprovalSlot **ret_slot, const char **ret_for)
{
    struct judge *judges;
    const struct judge *judge;
    size_t n;
    struct review review = {.contract = contract};
    review.may_repeat = found->row->has_repeat_policy &&
                        found->row->repeat_policy == APPROVAL_ROUTE__REPEAT_POLICY__ALLOW_REPEAT;
    TRY(writers_read(call, contract, &review.writers));
    TRY(read_judges(call, &judges, &n));
    TRY(slots_choose(found->slots, found->n, &review, judges, n, ret_slot, &judge, &call->error));
    *ret_for = judge == judges ? NULL : judge->id;
    return asked_for_it(call, found, judge);
}

void approval_tell(struct call *call, const Contract *contract)
{
    ContractApproved event = CONTRACT_APPROVED__INIT;
    event.contract_id = contract->id;
    event.has_text_version = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}
