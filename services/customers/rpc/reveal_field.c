/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

static enum status check_target(struct call *call, const RevealFieldRequest *in)
{
    bool needs = in->field != REVEAL_FIELD_REQUEST__FIELD__NAME &&
                 in->field != REVEAL_FIELD_REQUEST__FIELD__BIRTH_DATE &&
                 in->field != REVEAL_FIELD_REQUEST__FIELD__REGISTRATION_NUMBER;
    if (needs != (in->target_id != NULL))
        return bad(call, "target_id",
                   "must be given for what there are several of, and not for what there is one of");
    return STATUS_OK;
}

/* The value leaves after COMMIT, hence after its audit; being private it is not kept under the idempotency key. */
RPC(Customers, reveal_field, RevealFieldRequest, RevealFieldReply)
{
    struct rows customer, found, rows;
    struct subject subject;
    TRY(check_target(call, in));
    TRY(lock_customer(call, in->customer_id, &customer));
    bind_text(call, "wanted", enum_word(&reveal_field_request__field__descriptor, (int)in->field));
    TRY(sql_one(call, &SQL_reveal, "field of this customer", &found));
    TRY(subject_of_row(call, row_text(&found, 0, "subject_id"), &found, &subject));
    if (row_is_null(&found, 0, "sealed"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "EMPTY", "this field is empty");
    TRY(row_unseal(call, &found, 0, "sealed", &subject, row_text(&found, 0, "label"), &out->value));
    out->audit_id = new_id(call);
    bind_text(call, "id", out->audit_id);
    TRY(sql_one(call, &SQL_add_reveal_audit, "audit", &rows));
    note(call, "audit", out->audit_id);
    return STATUS_OK;
}
