/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"

#include "mask.h"
#include "name.h"
#include "phone.h"
#include "registration.h"
#include "rooms.h"
#include "wire/pack.h"

static struct seal_master keys;

const struct seal_master *master(void)
{
    return &keys;
}

enum status customers_open(struct error *error)
{
    char e164[PHONE_E164], region[PHONE_REGION];
    if (!phone_normal("+86 10 6552 9988", "CN", e164, region))
        return fail_with(error, STATUS_INTERNAL, "the phone metadata does not know a number of Beijing");
    return seal_master_open(keys_dir(), &keys, error);
}

/* ---- keys ---- */

enum status subject_of_nth(struct call *call, const char *id, const struct rows *rows, size_t row, struct subject *ret)
{
    struct bytes_view wrapped = row_bytes(rows, row, "wrapped");
    *ret = (struct subject){.id = id, .erased = wrapped.data == NULL};
    if (ret->erased)
        return STATUS_OK;
    return seal_key_unwrap(&keys, (uint32_t)row_int(rows, row, "master_version"),
                           (struct sealed){wrapped.data, wrapped.size}, id, &ret->key, &call->error);
}

enum status subject_of_row(struct call *call, const char *id, const struct rows *rows, struct subject *ret)
{
    TRY(subject_of_nth(call, id, rows, 0, ret));
    return ret->erased ? fail_for(call, STATUS_FAILED_PRECONDITION, "ERASED", "the customer was erased") : STATUS_OK;
}

void subject_new(struct call *call, const char *id, struct subject *ret)
{
    *ret = (struct subject){.id = id};
    struct sealed wrapped = seal_key_new(&keys, id, call->arena, &ret->key);
    bind_bytes(call, "wrapped", wrapped.data, wrapped.size);
    bind_int(call, "master_version", seal_master_version(&keys));
}

void bind_sealed(struct call *call, const char *name, const struct subject *subject, const char *label,
                 const char *text)
{
    struct sealed sealed = seal(&subject->key, subject->id, label, text, call->arena);
    if (sealed.data)
        bind_bytes(call, name, sealed.data, sealed.size);
    else
        bind_text(call, name, NULL);
}

enum status row_unseal(struct call *call, const struct rows *rows, size_t row, const char *column,
                       const struct subject *subject, const char *label, const char **ret_text)
{
    struct bytes_view sealed = row_bytes(rows, row, column);
    *ret_text = NULL;
    if (subject->erased)
        return STATUS_OK;
    return unseal(&subject->key, subject->id, label, (struct sealed){sealed.data, sealed.size}, call->arena, ret_text,
                  &call->error);
}

/* ---- customers ---- */

enum status lock_customer(struct call *call, const char *id, struct rows *ret_rows)
{
    bind_text(call, "customer_id", id);
    return sql_one(call, &SQL_lock_customer, "customer", ret_rows);
}

enum status open_customer(struct call *call, const struct rows *rows, struct subject *ret)
{
    const char *state = row_text(rows, 0, "state");
    if (text_equal(state, "MERGED") || text_equal(state, "ERASED"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "this customer is %s", state);
    return subject_of_row(call, row_text(rows, 0, "id"), rows, ret);
}

enum status hold_customer(struct call *call, const char *id, struct held *ret)
{
    struct rows rows;
    TRY(lock_customer(call, id, &rows));
    *ret = (struct held){
        .id = id,
        .head_id = row_text(&rows, 0, "head_id"),
        .kind = row_text(&rows, 0, "kind"),
        .region = row_text(&rows, 0, "region"),
        .industry = row_text(&rows, 0, "industry"),
        .owner_path = row_text(&rows, 0, "owner_path"),
        .owner_id = row_text(&rows, 0, "owner_id"),
    };
    if (text_equal(row_text(&rows, 0, "state"), "ERASED"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_CLOSED", "this customer is ERASED");
    return subject_of_row(call, id, &rows, &ret->subject);
}

enum status hold_head(struct call *call, const char *id, struct held *ret)
{
    TRY(hold_customer(call, id, ret));
    return text_equal(ret->head_id, id) ? STATUS_OK : hold_customer(call, ret->head_id, ret);
}

void tell_profile(struct call *call, const struct held *held, const char *field)
{
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    const char **fields = arena_memdup(call->arena, &field, sizeof field);
    changed.customer_id = held->head_id;
    changed.fields = fields;
    changed.n_fields = 1;
    emit(call, &changed, "customer", held->head_id, held->owner_path);
}

enum status find_contact(struct call *call, const char *contact_id)
{
    struct rows rows;
    bind_text(call, "contact_id", contact_id);
    return contact_id ? sql_one(call, &SQL_find_contact, "contact of this customer", &rows) : STATUS_OK;
}

enum status find_department(struct call *call, const char *department_id, const char *customer_id)
{
    struct rows rows;
    bind_text(call, "department", department_id);
    bind_text(call, "customer_id", customer_id);
    return department_id ? sql_one(call, &SQL_find_department, "department of this customer", &rows) : STATUS_OK;
}

enum status check_competitor(struct call *call, const char *code)
{
    struct rows rows;
    bind_text(call, "rival", code);
    if (!code)
        return STATUS_OK;
    TRY(sql(call, &SQL_find_competitor, &rows));
    return rows.n ? STATUS_OK : bad(call, "competitor", "must stand in the register of competitors");
}

enum status attribute_schema_of(struct call *call, const char *industry, AttributeSchema **ret)
{
    struct rows rows;
    bind_text(call, "of_industry", industry);
    TRY(sql(call, &SQL_get_attribute_schema, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_NOT_FOUND, "no attributes of the industry %s", industry);
    *ret = wire_new(call->arena, &attribute_schema__descriptor);
    (*ret)->industry = industry;
    rows_into(call, &rows, *ret, "fields");
    row_into(call, &rows, 0, *ret);
    return STATUS_OK;
}

enum status row_unseal_masked(struct call *call, const struct rows *rows, size_t row, const char *column,
                              const struct subject *subject, const char *label, const char **ret_text)
{
    TRY(row_unseal(call, rows, row, column, subject, label, ret_text));
    *ret_text = mask_text(call->arena, *ret_text);
    return STATUS_OK;
}

void bind_org_name(struct call *call, const char *kind, const char *name)
{
    const bool organisation = text_equal(kind, "ORGANISATION");
    const char *key = !organisation || is_blank(name) ? "" : name_org_key(call->arena, name);
    bind_text(call, "org_blind", *key ? seal_index_now(&keys, "org_name", key, call->arena) : NULL);
}

const char *registration_blind(struct call *call, const char *clean)
{
    return clean ? seal_index_now(&keys, "registration", clean, call->arena) : NULL;
}

void bind_registration(struct call *call, const struct subject *subject, const char *clean)
{
    bind_sealed(call, "registration_sealed", subject, "registration", clean);
    bind_text(call, "registration_masked", clean ? registration_mask(call->arena, clean) : NULL);
    bind_text(call, "registration_blind", registration_blind(call, clean));
}

void bind_name(struct call *call, const struct subject *subject, const char *name)
{
    const char *tokens[NAME_TOKEN_MAX];
    const char *masked = is_blank(name) ? NULL : mask_name(call->arena, name);
    bind_text(call, "name_masked", masked);
    bind_sealed(call, "name_sealed", subject, "name", masked ? name : NULL);
    if (masked)
        bind_texts(call, "name_tokens", tokens, name_tokens(&keys, name, call->arena, tokens));
    else
        bind_text(call, "name_tokens", NULL);
}

/* ---- contact points ---- */

enum status check_point(struct call *call, const char *field, const struct point *point)
{
    if (point->given && !point->valid)
        return bad(call, field, "%s", point->rule);
    return STATUS_OK;
}

enum status lock_points(struct call *call, const struct point *const *points, size_t n, const char *also)
{
    struct rows rows;
    const char *blinds[8];
    size_t count = 0;
    if (also)
        blinds[count++] = also;
    for (size_t i = 0; i < n && count < 8; i++)
        if (points[i]->valid)
            blinds[count++] = points[i]->blind;
    bind_texts(call, "blinds", blinds, count);
    return sql(call, &SQL_lock_points, &rows);
}

static void tell_added(struct call *call, const ContactPoint *point, const char *owner_path)
{
    ContactPointAdded added = CONTACT_POINT_ADDED__INIT;
    added.contact_point_id = point->id;
    added.customer_id = point->customer_id;
    added.has_kind = added.has_shared = 1;
    added.kind = point->kind;
    added.shared = point->shared;
    emit(call, &added, "contact_point", point->id, owner_path);
}

enum status add_point(struct call *call, const struct point *point, const struct subject *subject,
                      const char *head_id, const char *contact_id, enum sharing sharing, const char *owner_path,
                      ContactPoint **ret)
{
    struct rows rows;
    bind_bool(call, "alone", sharing == POINT_OF_NOBODY_ELSE);
    bind_text(call, "head_id", head_id);
    bind_text(call, "id", new_id(call));
    bind_text(call, "customer_id", subject->id);
    bind_text(call, "contact_id", contact_id);
    bind_text(call, "kind", enum_word(&contact_point__kind__descriptor, (int)point->kind));
    bind_text(call, "blind", point->blind);
    bind_int(call, "blind_version", seal_master_version(&keys));
    bind_texts(call, "blinds", point->blinds, point->n_blinds);
    bind_text(call, "last_four_blind", point->last_four);
    bind_text(call, "masked", point->masked);
    bind_sealed(call, "value_sealed", subject, "contact_point", point->value);
    TRY(sql(call, &SQL_add_point, &rows));
    *ret = NULL;
    if (rows.n == 0)
        return STATUS_OK;
    *ret = wire_new(call->arena, &contact_point__descriptor);
    row_into(call, &rows, 0, *ret);
    tell_added(call, *ret, owner_path);
    return STATUS_OK;
}

enum status check_purpose(struct call *call, const char *purpose)
{
    struct rows rows;
    bind_text(call, "purpose", purpose);
    TRY(sql_one(call, &SQL_has_purpose, "purpose", &rows));
    if (!row_bool(&rows, 0, "known"))
        return bad(call, "purpose", "must be \"*\" or one of sales, service, survey, greeting, billing as they ship");
    return STATUS_OK;
}

/* ---- small ones ---- */

int64_t time_of(const Google__Protobuf__Timestamp *at, int64_t fallback_us)
{
    return at ? time_us(at) : fallback_us;
}

int enum_number(const ProtobufCEnumDescriptor *type, const char *word)
{
    const ProtobufCEnumValue *value = word ? protobuf_c_enum_descriptor_get_value_by_name(type, word) : NULL;
    return value ? value->value : 0;
}
