/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "duplicates.h"
#include "registration.h"
#include "rooms.h"
#include "tiering.h"
#include "wire/pack.h"

enum { FIELDS = 12 };

static size_t changed_fields(const UpdateCustomerRequest *in, const char *ret_fields[FIELDS])
{
    const struct {
        bool given;
        const char *name;
    } fields[FIELDS] = {
        {in->name != NULL, "name"},
        {in->tier != NULL, "tier"},
        {in->industry != NULL, "industry"},
        {in->size_band != NULL, "size_band"},
        {in->region != NULL, "region"},
        {in->occupation != NULL, "occupation"},
        {in->income_band != NULL, "income_band"},
        {in->birth_date != NULL, "birth_date"},
        {in->has_decision_cycle_days != 0, "decision_cycle_days"},
        {in->time_zone != NULL, "time_zone"},
        {in->registration_number != NULL, "registration_number"},
        {in->has_tier_by_rule && in->tier_by_rule, "tier_by_rule"},
    };
    size_t n = 0;
    for (size_t i = 0; i < FIELDS; i++)
        if (fields[i].given)
            ret_fields[n++] = fields[i].name;
    return n;
}

/* CUS-02, CUS-03: which profile applies is a matter of the kind. */
static enum status check_kind(struct call *call, const UpdateCustomerRequest *in, const char *kind)
{
    bool person = text_equal(kind, "PERSON");
    if (!person && (in->occupation || in->income_band || in->birth_date))
        return bad(call, in->occupation ? "occupation" : in->income_band ? "income_band" : "birth_date",
                   "is of persons, this customer is an ORGANISATION");
    if (person && in->size_band)
        return bad(call, "size_band", "is of organisations, this customer is a PERSON");
    if (person && in->registration_number)
        return bad(call, "registration_number", "is of organisations, this customer is a PERSON");
    if (in->name && is_blank(in->name))
        return bad(call, "name", "must not be blank");
    if (in->tier && in->has_tier_by_rule && in->tier_by_rule)
        return bad(call, "tier_by_rule", "must not be given with a tier");
    return STATUS_OK;
}

static void tell(struct call *call, const UpdateCustomerRequest *in, const struct rows *before, const Customer *after,
                 const char **fields, size_t n)
{
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    changed.customer_id = in->id;
    changed.fields = fields;
    changed.n_fields = n;
    changed.region = in->region;
    changed.has_decision_cycle_days = in->has_decision_cycle_days;
    changed.decision_cycle_days = in->decision_cycle_days;
    emit(call, &changed, "customer", in->id, after->owner_path);
    if (!in->tier || text_equal(in->tier, row_text(before, 0, "tier")))
        return;
    CustomerTierChanged tier = CUSTOMER_TIER_CHANGED__INIT;
    tier.customer_id = in->id;
    tier.from = row_text(before, 0, "tier");
    tier.to = in->tier;
    tier.has_by_hand = tier.by_hand = 1;
    emit(call, &tier, "customer", in->id, after->owner_path);
}

/* CUS-25: what the profile says now may be another tier by the rules. */
static enum status follow_rules(struct call *call, const struct rows *rows, Customer *customer)
{
    GetTierRulesReply *rules;
    const char *tier = customer->tier;
    if (row_bool(rows, 0, "tier_by_hand"))
        return STATUS_OK;
    TRY(tier_rules(call, &rules));
    TRY(tier_apply(call, rules, rows, 0, &tier));
    if (text_equal(tier, customer->tier))
        return STATUS_OK;
    customer->tier = tier;
    customer->version++;
    return STATUS_OK;
}

static enum status bind_number(struct call *call, const UpdateCustomerRequest *in, const struct subject *subject,
                               const char *region)
{
    const char *clean = NULL;
    if (in->registration_number)
        clean = registration_clean(call->arena, in->registration_number, in->region ? in->region : region);
    bind_registration(call, subject, clean);
    if (in->registration_number && !clean)
        return bad(call, "registration_number", "must be one of the region: of CN a code of 18 characters whose last "
                   "one fits, or 15 digits");
    return clean ? lock_points(call, NULL, 0, registration_blind(call, clean)) : STATUS_OK;
}

/* CUS-31: the same organisation may be there already. */
static enum status look_for_same(struct call *call, const UpdateCustomerRequest *in, UpdateCustomerReply *out)
{
    struct rows hits;
    if (out->customer->kind != CUSTOMER__KIND__ORGANISATION || (!in->name && !in->region && !in->registration_number))
        return STATUS_OK;
    TRY(suspect_same(call, in->id, out->customer->owner_path, &hits));
    if (hits.n)
        rows_into(call, &hits, out, "duplicates");
    return STATUS_OK;
}

RPC(Customers, update_customer, UpdateCustomerRequest, UpdateCustomerReply)
{
    struct rows before, rows;
    struct subject subject;
    const char **fields = arena_alloc(call->arena, FIELDS * sizeof *fields);
    size_t n = changed_fields(in, fields);
    if (n == 0)
        return bad(call, "name", "at least one field must be given");
    TRY(lock_customer(call, in->id, &before));
    TRY(open_customer(call, &before, &subject));
    TRY(version_expect("customer", (uint64_t)row_int(&before, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    TRY(check_kind(call, in, row_text(&before, 0, "kind")));
    TRY(bind_number(call, in, &subject, row_text(&before, 0, "region")));
    bind_name(call, &subject, in->name);
    bind_org_name(call, row_text(&before, 0, "kind"), in->name);
    bind_sealed(call, "birth_date_sealed", &subject, "birth_date", in->birth_date);
    bind_birthday(call, in->birth_date);
    if (in->has_decision_cycle_days)
        bind_int(call, "cycle_days", in->decision_cycle_days);
    else
        bind_text(call, "cycle_days", NULL);
    TRY(sql_one(call, &SQL_update_customer, "customer", &rows));
    out->customer = wire_new(call->arena, &customer__descriptor);
    row_into(call, &rows, 0, out->customer);
    tell(call, in, &before, out->customer, fields, n);
    if (in->birth_date)
        TRY(care_soon(call));
    TRY(look_for_same(call, in, out));
    return follow_rules(call, &rows, out->customer);
}
