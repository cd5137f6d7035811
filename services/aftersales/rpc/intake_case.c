/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "handling.h"
#include "rooms.h"
#include "vault.h"

/* Who was merged into another is that one by now. */
static enum status check(struct call *call, const IntakeCaseRequest *in, const char **ret_customer_id)
{
    GetCustomerRequest question = GET_CUSTOMER_REQUEST__INIT;
    const GetCustomerReply *answer;
    if (in->kind == CASE__KIND__DELIVERY_ISSUE && !in->contract_id)
        return bad(call, "contract_id", "must be given with a DELIVERY_ISSUE");
    if (is_blank(in->text))
        return bad(call, "text", "must say what it is about");
    question.id = in->customer_id;
    TRY(ask(call, &customers__descriptor, "GetCustomer", &question, (const void **)&answer));
    *ret_customer_id = answer->customer->alias_of ? answer->customer->alias_of : answer->customer->id;
    return STATUS_OK;
}

/* It belongs to who owns the deal it is about, or else to who takes it in. */
static enum status take_owner(struct call *call, const IntakeCaseRequest *in, Case *case_file)
{
    struct rows rows;
    case_file->owner_id = call->actor;
    case_file->owner_path = is_blank(call->principal->path) ? "/" : call->principal->path;
    if (!in->contract_id)
        return STATUS_OK;
    TRY(sql_one(call, &SQL_find_plan_of_case, "delivery plan of this customer's contract", &rows));
    case_file->plan_id = row_text(&rows, 0, "id");
    case_file->owner_id = row_text(&rows, 0, "owner_id");
    case_file->owner_path = row_text(&rows, 0, "owner_path");
    return STATUS_OK;
}

static void take_request(struct call *call, const IntakeCaseRequest *in, const char *customer_id, Case *case_file)
{
    case__init(case_file);
    case_file->id = new_id(call);
    case_file->has_version = case_file->has_kind = case_file->has_severity = case_file->has_state =
        case_file->has_channel = case_file->has_escalations = case_file->has_reopenings = true;
    case_file->version = 1;
    case_file->kind = in->kind;
    case_file->severity = in->has_severity ? in->severity : CASE__SEVERITY__MAJOR;
    case_file->state = CASE__STATE__RECEIVED;
    case_file->channel = in->channel;
    case_file->customer_id = customer_id;
    case_file->contract_id = in->contract_id;
    case_file->product = in->product;
    case_file->received_by = call->actor;
    case_file->text = vault_seal(call, case_file->id, "text", in->text);
    case_file->received_at = time_message(call, call->now_us);
}

static enum status keep(struct call *call, const IntakeCaseRequest *in, const char *customer_id,
                        SeverityClass *severity, Case *case_file)
{
    struct rows rows;
    take_request(call, in, customer_id, case_file);
    TRY(take_owner(call, in, case_file));
    TRY(severity_read(call, case_file, severity));
    case_file->playbook = severity->playbook;
    TRY(sql_one(call, &SQL_next_case_number, "number", &rows));
    case_file->number = row_text(&rows, 0, "number");
    bind_message(call, case_file);
    TRY(sql(call, &SQL_insert_case, &rows));
    TRY(clock_start(call, case_file, severity, CASE_CLOCK__NAME__ACK));
    TRY(clock_start(call, case_file, severity, CASE_CLOCK__NAME__FIRST_RESPONSE));
    return clock_start(call, case_file, severity, CASE_CLOCK__NAME__RESOLVE);
}

static void emit_received(struct call *call, const Case *case_file)
{
    CaseReceived event = CASE_RECEIVED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.has_kind = event.has_severity = event.has_channel = true;
    event.kind = case_file->kind;
    event.severity = case_file->severity;
    event.channel = case_file->channel;
    event.customer_id = case_file->customer_id;
    event.contract_id = case_file->contract_id;
    event.plan_id = case_file->plan_id;
    event.product = case_file->product;
    event.owner_id = case_file->owner_id;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

static enum status acknowledge(struct call *call, Case *case_file)
{
    TRY(case_move(case_file, "acknowledge", &call->error));
    TRY(clock_meet(call, case_file, CASE_CLOCK__NAME__ACK));
    case_emit_acknowledged(call, case_file);
    return STATUS_OK;
}

RPC(Aftersales, intake_case, IntakeCaseRequest, IntakeCaseReply)
{
    Case case_file;
    SeverityClass severity;
    const char *customer_id;
    TRY(check(call, in, &customer_id));
    TRY(keep(call, in, customer_id, &severity, &case_file));
    note(call, "case", case_file.id);
    emit_received(call, &case_file);
    if (!in->has_acknowledged || in->acknowledged)
        TRY(acknowledge(call, &case_file));
    if (severity.escalates)
        case_escalate(call, &case_file, "SEVERITY");
    TRY(case_save(call, &case_file));
    TRY(clocks_read(call, &case_file, &out->clocks, &out->n_clocks));
    return case_answer(call, &case_file, &out->case_file);
}
