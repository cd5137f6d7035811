/* SPDX-License-Identifier: Apache-2.0 */
#include "match.h"

#include "consent.h"
#include "duplicates.h"
#include "mask.h"
#include "registration.h"
#include "rooms.h"

enum { TRIES = 3 };

static const char *const kinds[] = {"PHONE", "EMAIL"};

static bool is_organisation(const MatchContactRequest *in)
{
    return in->has_kind && in->kind == CUSTOMER__KIND__ORGANISATION;
}

static const char *region_of(const struct match *match)
{
    if (match->phone.valid && match->phone.region[0])
        return match->phone.region;
    return match->in->region ? match->in->region : "CN";
}

void match_read(struct call *call, const MatchContactRequest *in, struct match *ret)
{
    *ret = (struct match){.in = in, .capture_id = new_id(call)};
    ret->phone = point_read(master(), CONTACT_POINT__KIND__PHONE, in->phone, in->region, call->arena);
    ret->email = point_read(master(), CONTACT_POINT__KIND__EMAIL, in->email, in->region, call->arena);
    if (in->registration_number && is_organisation(in))
        ret->registration = registration_clean(call->arena, in->registration_number,
                                               in->region ? in->region : region_of(ret));
    ret->source = enum_word(&channel__descriptor, (int)(in->has_source_channel ? in->source_channel : call->channel));
}

static void bind_blinds(struct call *call, const struct match *match)
{
    const char *both[2 * SEAL_VERSIONS];
    size_t n = 0;
    for (size_t i = 0; i < match->phone.n_blinds; i++)
        both[n++] = match->phone.blinds[i];
    for (size_t i = 0; i < match->email.n_blinds; i++)
        both[n++] = match->email.blinds[i];
    bind_texts(call, "blinds", both, n);
    bind_texts(call, "phone_blinds", match->phone.blinds, match->phone.n_blinds);
    bind_texts(call, "email_blinds", match->email.blinds, match->email.n_blinds);
}

/* ---- a customer that is there ---- */

/* `outcome` goes back to NULL where another capture of this transaction gave the point to somebody since it was looked
 * for: then one has to look again. */
static enum status add_missing(struct call *call, struct match *match, const struct point *point, const char **point_id)
{
    ContactPoint *added;
    if (!point->valid || *point_id)
        return STATUS_OK;
    TRY(add_point(call, point, &match->subject, match->customer_id, NULL, POINT_OF_NOBODY_ELSE, match->owner_path,
                  &added));
    if (added)
        *point_id = added->id;
    else if (match->looks < TRIES) /* at last it is the customer's own, but retired */
        match->outcome = NULL;
    return STATUS_OK;
}

/* By what it lacked till now an organisation may turn out to be the same as another. */
static enum status tell_completed(struct call *call, const struct match *match, const char *kind, const char *field)
{
    struct rows hits;
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    changed.customer_id = match->customer_id;
    changed.fields = arena_memdup(call->arena, &field, sizeof field);
    changed.n_fields = 1;
    emit(call, &changed, "customer", match->customer_id, match->owner_path);
    if (!text_equal(kind, "ORGANISATION"))
        return STATUS_OK;
    return suspect_same(call, match->customer_id, match->owner_path, &hits);
}

static enum status name_if_nameless(struct call *call, const struct match *match, const struct rows *found)
{
    struct rows rows;
    const char *kind = row_text(found, 0, "kind");
    if (is_blank(match->in->name) || !row_is_null(found, 0, "name_masked"))
        return STATUS_OK;
    bind_name(call, &match->subject, match->in->name);
    bind_org_name(call, kind, match->in->name);
    bind_text(call, "customer_id", match->customer_id);
    TRY(sql(call, &SQL_name_customer, &rows));
    return rows.n ? tell_completed(call, match, kind, "name") : STATUS_OK;
}

static enum status register_if_unregistered(struct call *call, const struct match *match)
{
    struct rows rows;
    if (!match->registration)
        return STATUS_OK;
    bind_registration(call, &match->subject, match->registration);
    bind_text(call, "customer_id", match->customer_id);
    TRY(sql(call, &SQL_register_customer, &rows));
    return rows.n ? tell_completed(call, match, "ORGANISATION", "registration_number") : STATUS_OK;
}

/* Where several customers share a point, none gets a new one: a person has to look first. */
static enum status link_to(struct call *call, struct match *match, const struct rows *found)
{
    match->customer_id = row_text(found, 0, "id");
    match->origin_id = row_text(found, 0, "origin_id");
    match->owner_path = row_text(found, 0, "owner_path");
    match->phone_point_id = row_text(found, 0, "phone_point_id");
    match->email_point_id = row_text(found, 0, "email_point_id");
    match->outcome = found->n > 1 ? "REVIEW" : "LINKED";
    TRY(subject_of_row(call, match->origin_id, found, &match->subject));
    if (found->n > 1)
        return suspect_pair(call, match->customer_id, row_text(found, 1, "id"),
                            match->phone_point_id || match->email_point_id ? "SHARED_POINT" : "REGISTRATION_NUMBER",
                            match->owner_path);
    TRY(add_missing(call, match, &match->phone, &match->phone_point_id));
    TRY(add_missing(call, match, &match->email, &match->email_point_id));
    if (!text_equal(match->origin_id, match->customer_id))
        return STATUS_OK;
    TRY(name_if_nameless(call, match, found));
    return register_if_unregistered(call, match);
}

/* ---- a new customer ---- */

static void bind_points(struct call *call, struct match *match)
{
    const struct point *points[] = {&match->phone, &match->email};
    const char **ids[] = {&match->phone_point_id, &match->email_point_id};
    const char *point_ids[2], *names[2], *blinds[2], *fours[2], *masks[2];
    size_t n = 0;
    for (size_t i = 0; i < 2; i++) {
        if (!points[i]->valid)
            continue;
        point_ids[n] = *ids[i] = new_id(call);
        names[n] = kinds[i];
        blinds[n] = points[i]->blind;
        fours[n] = points[i]->last_four;
        masks[n++] = points[i]->masked;
    }
    bind_texts(call, "point_ids", point_ids, n);
    bind_texts(call, "point_kinds", names, n);
    bind_texts(call, "point_blinds", blinds, n);
    bind_texts(call, "point_fours", fours, n);
    bind_texts(call, "point_masks", masks, n);
    bind_sealed(call, "phone_sealed", &match->subject, "contact_point", match->phone.valid ? match->phone.value : NULL);
    bind_sealed(call, "email_sealed", &match->subject, "contact_point", match->email.valid ? match->email.value : NULL);
}

static void bind_customer(struct call *call, const struct match *match)
{
    static const char *none[1];
    const MatchContactRequest *in = match->in;
    bind_text(call, "id", match->subject.id);
    const char *kind = is_organisation(in) ? "ORGANISATION" : "PERSON";
    bind_text(call, "kind", kind);
    bind_name(call, &match->subject, in->name);
    bind_org_name(call, kind, in->name);
    if (is_blank(in->name))
        bind_texts(call, "name_tokens", none, 0);
    bind_registration(call, &match->subject, match->registration);
    bind_text(call, "region", arena_strdup(call->arena, region_of(match)));
    bind_text(call, "owner_path", in->team_path && in->team_path[0] ? in->team_path : "/");
    bind_text(call, "first_touch_channel", match->source);
}

static void tell_points(struct call *call, const struct match *match)
{
    const char *const ids[] = {match->phone_point_id, match->email_point_id};
    for (size_t i = 0; i < 2; i++) {
        if (!ids[i])
            continue;
        ContactPointAdded added = CONTACT_POINT_ADDED__INIT;
        added.contact_point_id = ids[i];
        added.customer_id = match->customer_id;
        added.has_kind = added.has_shared = 1;
        added.kind = i == 0 ? CONTACT_POINT__KIND__PHONE : CONTACT_POINT__KIND__EMAIL;
        emit(call, &added, "contact_point", ids[i], match->owner_path);
    }
}

static void tell_created(struct call *call, const struct match *match)
{
    CustomerCreated created = CUSTOMER_CREATED__INIT;
    row_into(call, &match->made, 0, &created);
    created.customer_id = match->customer_id;
    created.has_first_touch_channel = 1;
    created.first_touch_channel = (Channel)enum_number(&channel__descriptor, match->source);
    emit(call, &created, "customer", match->customer_id, match->owner_path);
}

static enum status add_contact_person(struct call *call, const struct match *match)
{
    struct rows rows;
    const MatchContactRequest *in = match->in;
    if (is_blank(in->contact_name) || !is_organisation(in))
        return STATUS_OK;
    const char *id = new_id(call);
    bind_text(call, "id", id);
    bind_text(call, "customer_id", match->customer_id);
    bind_text(call, "name_masked", mask_name(call->arena, in->contact_name));
    bind_sealed(call, "name_sealed", &match->subject, "contact_name", in->contact_name);
    bind_text(call, "level", NULL);
    bind_text(call, "function", NULL);
    bind_text(call, "job_role", NULL);
    bind_text(call, "department", NULL);
    bind_text(call, "birth_date_sealed", NULL);
    bind_text(call, "birthday_blind", NULL);
    TRY(sql_one(call, &SQL_add_contact, "contact", &rows));
    ContactAdded added = CONTACT_ADDED__INIT;
    added.contact_id = id;
    added.customer_id = match->customer_id;
    emit(call, &added, "contact", id, match->owner_path);
    return STATUS_OK;
}

/* `outcome` stays NULL when another call of this transaction was quicker. */
static enum status make(struct call *call, struct match *match)
{
    struct rows hits;
    subject_new(call, new_id(call), &match->subject);
    bind_customer(call, match);
    bind_points(call, match);
    TRY(sql(call, &SQL_add_customer, &match->made));
    if (match->made.n == 0)
        return STATUS_OK;
    match->outcome = "CREATED";
    match->customer_id = match->origin_id = match->subject.id;
    match->owner_path = row_text(&match->made, 0, "owner_path");
    tell_created(call, match);
    tell_points(call, match);
    TRY(add_contact_person(call, match));
    return is_organisation(match->in) ? suspect_same(call, match->customer_id, match->owner_path, &hits) : STATUS_OK;
}

/* By a point, else by the registration number. */
static enum status find(struct call *call, const struct match *match, struct rows *ret_found)
{
    bind_blinds(call, match);
    TRY(sql(call, &SQL_find_match, ret_found));
    if (ret_found->n || !match->registration)
        return STATUS_OK;
    bind_blinds_of(call, "registration_blinds", "registration", match->registration);
    return sql(call, &SQL_find_registered, ret_found);
}

enum status match_customer(struct call *call, struct match *match)
{
    const struct point *const points[] = {&match->phone, &match->email};
    const bool has_point = match->phone.valid || match->email.valid;
    struct rows found;
    TRY(lock_points(call, points, 2, registration_blind(call, match->registration)));
    while (match->looks++ < TRIES && !match->outcome) {
        TRY(find(call, match, &found));
        if (!found.n && !has_point && !match->may_lack_points)
            return STATUS_OK;
        TRY(found.n ? link_to(call, match, &found) : make(call, match));
    }
    if (!match->outcome)
        return fail(call, STATUS_ABORTED, "the contact points change hands too quickly, try again");
    return STATUS_OK;
}

/* ---- the capture ---- */

void match_nobody(struct call *call, struct match *match)
{
    match->outcome = "UNMATCHED";
    subject_new(call, match->capture_id, &match->subject);
}

static enum status permit(struct call *call, const struct match *match, const char *point_id,
                          ContactPermission__Medium medium, bool block)
{
    const bool granted = !is_blank(match->in->consent_text_version);
    if (!point_id || !(block || granted))
        return STATUS_OK;
    const struct consent consent = {
        .point_id = point_id,
        .customer_id = match->customer_id,
        .owner_path = match->owner_path,
        .medium = medium,
        .purpose = block ? "*" : "sales",
        .state = block ? CONTACT_PERMISSION__STATE__BLOCKED : CONTACT_PERMISSION__STATE__GRANTED,
        .legal_basis = block ? NULL : "consent",
        .proof_ref = arena_printf(call->arena, "capture:%s", match->capture_id),
        .text_version = block ? NULL : match->in->consent_text_version,
        .valid_from_us = call->now_us,
    };
    return consent_write(call, &consent, NULL);
}

enum status match_permissions(struct call *call, const struct match *match)
{
    const MatchContactRequest *in = match->in;
    TRY(permit(call, match, match->phone_point_id, CONTACT_PERMISSION__MEDIUM__CALL,
               in->has_do_not_call && in->do_not_call));
    return permit(call, match, match->email_point_id, CONTACT_PERMISSION__MEDIUM__EMAIL,
                  in->has_do_not_email && in->do_not_email);
}

static void bind_validity(struct call *call, const char *name, const struct point *point)
{
    if (point->given)
        bind_bool(call, name, point->valid);
    else
        bind_text(call, name, NULL);
}

enum status match_keep(struct call *call, const struct match *match)
{
    struct rows rows;
    bind_text(call, "id", match->capture_id);
    bind_text(call, "customer_id", match->origin_id);
    bind_text(call, "subject_id", match->subject.id);
    bind_sealed(call, "raw_sealed", &match->subject, "raw", match->in->raw);
    bind_text(call, "outcome", match->outcome);
    bind_text(call, "source", match->source);
    bind_text(call, "name_masked", is_blank(match->in->name) ? NULL : mask_name(call->arena, match->in->name));
    bind_text(call, "phone_masked", match->phone.valid ? match->phone.masked : NULL);
    bind_text(call, "email_masked", match->email.valid ? match->email.masked : NULL);
    bind_validity(call, "phone_valid", &match->phone);
    bind_validity(call, "email_valid", &match->email);
    bind_text(call, "phone_point_id", match->phone_point_id);
    bind_text(call, "email_point_id", match->email_point_id);
    bind_time(call, "captured", time_of(match->in->captured_at, call->now_us));
    return sql_one(call, match->customer_id ? &SQL_add_capture : &SQL_add_lone_capture, "capture", &rows);
}

static void answer_about(struct call *call, const struct match *match, MatchContactReply *out)
{
    const MatchContactRequest *in = match->in;
    out->has_outcome = 1;
    out->outcome = (MatchContactReply__Outcome)enum_number(&match_contact_reply__outcome__descriptor, match->outcome);
    out->capture_id = match->capture_id;
    out->name_masked = is_blank(in->name) ? NULL : mask_name(call->arena, in->name);
    out->phone_masked = match->phone.valid ? match->phone.masked : NULL;
    out->email_masked = match->email.valid ? match->email.masked : NULL;
    out->has_phone_valid = match->phone.given;
    out->phone_valid = match->phone.valid;
    out->has_email_valid = match->email.given;
    out->email_valid = match->email.valid;
    out->has_call_blocked = out->has_email_blocked = 1;
}

enum status match_answer(struct call *call, const struct match *match, MatchContactReply *out)
{
    struct rows rows;
    const MatchContactRequest *in = match->in;
    if (match->customer_id && match->made.n == 0) {
        TRY(sql_one(call, &SQL_find_capture, "capture", &rows));
        row_into(call, &rows, 0, out);
        return STATUS_OK;
    }
    if (match->customer_id) {
        row_into(call, &match->made, 0, out);
        out->customer_id = match->customer_id;
        out->customer_owner_path = match->owner_path;
        out->phone_point_id = match->phone_point_id;
        out->email_point_id = match->email_point_id;
    }
    answer_about(call, match, out);
    out->call_blocked = match->phone_point_id && in->has_do_not_call && in->do_not_call;
    out->email_blocked = match->email_point_id && in->has_do_not_email && in->do_not_email;
    return STATUS_OK;
}
