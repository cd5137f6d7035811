/* SPDX-License-Identifier: Apache-2.0 */
#include "referral.h"
#include "referrals.h"
#include "rooms.h"

/* The referrer, whoever may read him. */
static enum status find_referrer(struct call *call, const char **ret_head)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_find_referrer, "referrer", &rows));
    if (text_equal(row_text(&rows, 0, "state"), "ERASED"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "the referrer is ERASED");
    if (!row_bool(&rows, 0, "has_contact"))
        return fail(call, STATUS_NOT_FOUND, "no such contact of the referrer");
    *ret_head = row_text(&rows, 0, "head_id");
    return STATUS_OK;
}

static enum status check(struct call *call, const char *customer_id, const char *referrer_id)
{
    struct rows rows;
    bind_text(call, "referrer_head", referrer_id);
    TRY(sql(call, &SQL_list_referral_line, &rows));
    const char **line = arena_alloc(call->arena, (rows.n + 1) * sizeof *line);
    for (size_t i = 0; i < rows.n; i++)
        line[i] = row_text(&rows, i, "id");
    return referral_check(customer_id, referrer_id, line, rows.n, &call->error);
}

static void tell(struct call *call, const CustomerReferral *referral, const char *owner_path)
{
    CustomerReferred referred = CUSTOMER_REFERRED__INIT;
    referred.referral_id = referral->id;
    referred.customer_id = referral->customer_id;
    referred.referrer_id = referral->referrer_id;
    referred.has_role = 1;
    referred.role = referral->role;
    referred.contact_id = referral->contact_id;
    emit(call, &referred, "customer", referral->customer_id, owner_path);
}

RPC(Customers, record_referral, RecordReferralRequest, RecordReferralReply)
{
    struct held held;
    struct rows rows;
    const char *referrer, *id = new_id(call);
    TRY(hold_customer(call, in->customer_id, &held));
    TRY(find_referrer(call, &referrer));
    TRY(check(call, held.head_id, referrer));
    bind_text(call, "id", id);
    bind_text(call, "head_id", held.head_id);
    bind_text(call, "customer_id", held.id);
    bind_text(call, "role_word", enum_word(&customer_referral__role__descriptor,
                                           (int)(in->has_role ? in->role : CUSTOMER_REFERRAL__ROLE__CUSTOMER)));
    TRY(sql(call, &SQL_add_referral, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ALREADY_EXISTS, "somebody recommended us to this customer before");
    bind_text(call, "of_id", held.head_id);
    bind_text(call, "only_id", id);
    bind_text(call, "after_at", NULL);
    bind_text(call, "after_id", NULL);
    bind_int(call, "row_limit", 1);
    TRY(sql_one(call, &SQL_list_customer_referrals, "referral", &rows));
    out->referral = referral_of(call, &rows, 0);
    tell(call, out->referral, held.owner_path);
    return STATUS_OK;
}
