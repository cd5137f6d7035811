/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "booking.h"
#include "rooms.h"
#include "settings.h"

static enum status read_part(struct call *call, const char *field, const char *text, const char *currency,
                             int64_t *ret_minor)
{
    *ret_minor = 0;
    if (text && !amount_read(text, currency, ret_minor))
        return bad(call, field, "must be an amount as 1,234.00, with no more decimals than the currency has");
    return STATUS_OK;
}

static enum status read_amount(struct call *call, const RecordReceiptRequest *in, int64_t *ret_minor)
{
    int64_t came, went;
    TRY(read_part(call, "amount", in->amount, in->currency, &came));
    TRY(read_part(call, "amount_out", in->amount_out, in->currency, &went));
    *ret_minor = in->has_amount_minor ? in->amount_minor : came - (went < 0 ? -went : went);
    if (in->has_direction && in->direction == RECORD_RECEIPT_REQUEST__DIRECTION__OUT && *ret_minor > 0)
        *ret_minor = -*ret_minor;
    return *ret_minor ? STATUS_OK : bad(call, "amount", "must not be 0");
}

static const char *remark_of(struct call *call, const RecordReceiptRequest *in)
{
    if (!in->payer && !in->reference)
        return NULL;
    return arena_printf(call->arena, "%s%s%s", in->payer ? in->payer : "", in->payer && in->reference ? "\n" : "",
                        in->reference ? in->reference : "");
}

static enum status take(struct call *call, const RecordReceiptRequest *in, Receipt *receipt)
{
    struct rows rows;
    if (!in->received_on && !in->received_at)
        return bad(call, "received_on", "a day is needed, here or as received_at");
    TRY(read_amount(call, in, &receipt->amount_minor));
    bind_text(call, "zone", contracts_settings.zone);
    TRY(sql_one(call, &SQL_get_receipt_day, "day", &rows));
    receipt->received_on = row_text(&rows, 0, "received_on");
    receipt->id = new_id(call);
    receipt->natural_key = in->natural_key;
    receipt->bulk_id = in->bulk_id;
    receipt->currency = in->currency;
    receipt->has_amount_minor = true;
    receipt->recorded_by = call->actor;
    receipt->recorded_at = time_message(call, call->now_us);
    receipt->remark = remark_of(call, in);
    bind_text(call, "sealed_remark", archive_seal(call, receipt->id, "receipt", 0, receipt->remark));
    return STATUS_OK;
}

RPC(Contracts, record_receipt, RecordReceiptRequest, RecordReceiptReply)
{
    struct rows rows;
    Receipt *receipt = out->receipt = arena_alloc(call->arena, sizeof *receipt);
    receipt__init(receipt);
    bind_text(call, "natural_key", in->natural_key);
    TRY(sql(call, &SQL_find_receipt, &rows));
    out->has_existed = true;
    out->existed = rows.n > 0;
    if (out->existed) {
        row_into(call, &rows, 0, receipt);
        return STATUS_OK;
    }
    TRY(take(call, in, receipt));
    const char *number = in->contract_number;
    if (!number && in->reference)
        number = contract_number_in(call->arena, in->reference);
    return receipt_assign(call, number, receipt, &out->payments, &out->n_payments);
}
