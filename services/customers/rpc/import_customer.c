/* SPDX-License-Identifier: Apache-2.0
 * One row of a file of customers: tied to a customer as a capture is, or a new one; changed where that is asked for.
 */
#include <stdio.h>

#include "base/id.h"
#include "duplicates.h"
#include "match.h"
#include "rooms.h"
#include "wire/pack.h"

enum { FIELDS = 10 };

struct taking {
    const ImportCustomerRequest *in;
    struct match match;
    const char *fields[FIELDS]; /* that were changed */
    size_t n_fields;
};

static bool is_organisation(const ImportCustomerRequest *in)
{
    return in->has_kind && in->kind == CUSTOMER__KIND__ORGANISATION;
}

/* What the row says, as a capture says it. */
static const MatchContactRequest *question_of(struct call *call, const ImportCustomerRequest *in)
{
    MatchContactRequest *question = wire_new(call->arena, &match_contact_request__descriptor);
    question->has_kind = true;
    question->kind = is_organisation(in) ? CUSTOMER__KIND__ORGANISATION : CUSTOMER__KIND__PERSON;
    question->name = in->name;
    question->contact_name = in->contact_name;
    question->phone = is_blank(in->phone) ? NULL : in->phone;
    question->email = is_blank(in->email) ? NULL : in->email;
    question->region = in->region;
    question->registration_number = is_blank(in->registration_number) ? NULL : in->registration_number;
    return question;
}

static enum status check_kind(struct call *call, const ImportCustomerRequest *in)
{
    if (is_organisation(in) && (in->occupation || in->income_band))
        return bad(call, in->occupation ? "occupation" : "income_band", "is of persons, this is an ORGANISATION");
    if (!is_organisation(in) && (in->size_band || in->registration_number || in->contact_name))
        return bad(call, in->size_band ? "size_band" : in->registration_number ? "registration_number" : "contact_name",
                   "is of organisations, this is a PERSON");
    return STATUS_OK;
}

/* A row that says something unusable is refused whole, so that the file is put right and not the record. */
static enum status check(struct call *call, const struct taking *taking)
{
    const struct match *match = &taking->match;
    const ImportCustomerRequest *in = taking->in;
    TRY(check_kind(call, in));
    TRY(check_point(call, "phone", &match->phone));
    TRY(check_point(call, "email", &match->email));
    if (match->in->registration_number && !match->registration)
        return bad(call, "registration_number", "must be one of the region: of CN a code of 18 characters whose last "
                   "one fits, or 15 digits");
    if (match->phone.valid || match->email.valid || match->registration)
        return STATUS_OK;
    if (!is_organisation(in))
        return bad(call, "phone", "a PERSON is known by a phone or an e-mail address: one must be given");
    return is_blank(in->name) ? bad(call, "name", "an ORGANISATION needs a name, a number or a contact point")
                              : STATUS_OK;
}

/* ---- the profile ---- */

static void changes(struct taking *taking, const char *field)
{
    taking->fields[taking->n_fields++] = field;
}

/* The name, unless it is the customer's already; likewise the number. */
static enum status bind_identity(struct call *call, struct taking *taking, const struct held *held,
                                 const struct rows *before)
{
    const ImportCustomerRequest *in = taking->in;
    const char *had, *number = taking->match.registration, *name = is_blank(in->name) ? NULL : in->name;
    TRY(row_unseal(call, before, 0, "name_sealed", &held->subject, "name", &had));
    if (name && !text_equal(name, had))
        changes(taking, "name");
    else
        name = NULL;
    if (number && !text_equal(registration_blind(call, number), row_text(before, 0, "registration_blind")))
        changes(taking, "registration_number");
    else
        number = NULL;
    if (number)
        TRY(lock_points(call, NULL, 0, registration_blind(call, number)));
    bind_name(call, &held->subject, name);
    bind_org_name(call, held->kind, name);
    bind_registration(call, &held->subject, number);
    return STATUS_OK;
}

static void compare(struct taking *taking, const struct rows *before)
{
    const ImportCustomerRequest *in = taking->in;
    const struct {
        const char *field, *value;
    } texts[] = {
        {"industry", in->industry},     {"size_band", in->size_band},     {"region", in->region},
        {"occupation", in->occupation}, {"income_band", in->income_band}, {"time_zone", in->time_zone},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value && !text_equal(texts[i].value, row_text(before, 0, texts[i].field)))
            changes(taking, texts[i].field);
}

static void tell_changed(struct call *call, const struct taking *taking, const struct held *held)
{
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    changed.customer_id = held->id;
    changed.fields = arena_memdup(call->arena, taking->fields, sizeof taking->fields);
    changed.n_fields = taking->n_fields;
    changed.region = taking->in->region;
    emit(call, &changed, "customer", held->id, held->owner_path);
}

static enum status write_profile(struct call *call, const struct taking *taking, const struct held *held)
{
    static const char *const others[] = {"tier", "tier_by_rule", "birth_date_sealed", "birthday_blind", "cycle_days"};
    struct rows rows, hits;
    bind_text(call, "id", held->id);
    bind_text(call, "region", taking->in->region); /* matching has bound another */
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        bind_text(call, others[i], NULL);
    TRY(sql_one(call, &SQL_update_customer, "customer", &rows));
    tell_changed(call, taking, held);
    return text_equal(held->kind, "ORGANISATION") ? suspect_same(call, held->id, held->owner_path, &hits) : STATUS_OK;
}

/* What the row says and the customer is not yet. */
static enum status take_profile(struct call *call, struct taking *taking, const char *customer_id, struct held *ret)
{
    struct rows before;
    TRY(hold_head(call, customer_id, ret));
    if (text_equal(ret->kind, "ORGANISATION") != is_organisation(taking->in))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "KIND", "the customer is a %s", ret->kind);
    bind_text(call, "customer_id", ret->id);
    TRY(sql_one(call, &SQL_get_profile, "customer", &before));
    TRY(bind_identity(call, taking, ret, &before));
    compare(taking, &before);
    return taking->n_fields ? write_profile(call, taking, ret) : STATUS_OK;
}

/* A point that nobody else has. */
static enum status take_points(struct call *call, struct taking *taking, const struct held *held)
{
    const struct point *const points[] = {&taking->match.phone, &taking->match.email};
    ContactPoint *added;
    TRY(lock_points(call, points, 2, NULL));
    for (size_t i = 0; i < 2; i++) {
        if (!points[i]->valid)
            continue;
        TRY(add_point(call, points[i], &held->subject, held->id, NULL, POINT_OF_NOBODY_ELSE, held->owner_path, &added));
        if (added)
            changes(taking, i ? "email" : "phone");
    }
    return STATUS_OK;
}

/* ---- the row ---- */

static enum status answer_known(struct call *call, struct taking *taking, ImportCustomerReply *out)
{
    struct held held;
    out->has_existed = out->existed = true;
    if (!taking->in->update_known)
        return STATUS_OK;
    TRY(take_profile(call, taking, out->imported->customer_id, &held));
    TRY(take_points(call, taking, &held));
    out->has_updated = true;
    out->updated = taking->n_fields > 0;
    return STATUS_OK;
}

static enum status keep(struct call *call, const struct taking *taking, ImportCustomerReply *out)
{
    struct rows rows;
    char id[ID_TEXT];
    id_from_text(arena_printf(call->arena, "customer/natural/%s", taking->in->natural_key), id);
    bind_text(call, "id", arena_strdup(call->arena, id));
    bind_text(call, "customer_id", taking->match.customer_id);
    bind_text(call, "import_state", taking->match.outcome);
    TRY(sql(call, &SQL_put_customer_import, &rows));
    if (!rows.n)
        return fail(call, STATUS_ABORTED, "this row is being taken in by another call; repeat it");
    row_into(call, &rows, 0, out->imported);
    CustomerImported event = CUSTOMER_IMPORTED__INIT;
    event.customer_id = taking->match.customer_id;
    event.bulk_id = taking->in->bulk_id;
    event.has_state = true, event.state = out->imported->state;
    emit(call, &event, "customer", taking->match.customer_id, taking->match.owner_path);
    return STATUS_OK;
}

static enum status take_new(struct call *call, struct taking *taking, ImportCustomerReply *out)
{
    struct held held;
    taking->match.may_lack_points = true;
    TRY(match_customer(call, &taking->match));
    bool made = text_equal(taking->match.outcome, "CREATED");
    TRY(keep(call, taking, out));
    return made || taking->in->update_known ? take_profile(call, taking, taking->match.customer_id, &held) : STATUS_OK;
}

static enum status refuse_unknown(struct call *call)
{
    fail(call, STATUS_NOT_FOUND, "no customer was imported under this natural key, and only known ones are taken");
    snprintf(call->error.field, sizeof call->error.field, "natural_key");
    return STATUS_NOT_FOUND;
}

RPC(Customers, import_customer, ImportCustomerRequest, ImportCustomerReply)
{
    struct rows known;
    struct taking taking = {.in = in};
    match_read(call, question_of(call, in), &taking.match);
    TRY(check(call, &taking));
    out->imported = wire_new(call->arena, &imported_customer__descriptor);
    TRY(sql(call, &SQL_find_customer_import, &known));
    if (known.n)
        row_into(call, &known, 0, out->imported);
    bool is_there = known.n && out->imported->state != IMPORTED_CUSTOMER__STATE__WITHDRAWN;
    if (!is_there && in->only_known)
        return refuse_unknown(call);
    TRY(is_there ? answer_known(call, &taking, out) : take_new(call, &taking, out));
    note(call, "customer", out->imported->customer_id);
    return STATUS_OK;
}
