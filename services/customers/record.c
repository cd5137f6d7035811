/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/id.h"
#include "mask.h"
#include "name.h"
#include "phone.h"
#include "rooms.h"
#include "wire/pack.h"

static struct seal_master keys;

const struct seal_master *master(void)
{
    return &keys;
}

enum status customers_open(struct error *error)
{
    const char *dir = getenv("DEALSPINE_DIR");
    char path[4096], e164[PHONE_E164], region[PHONE_REGION];
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium cannot be initialised");
    if (!phone_normal("+86 10 6552 9988", "CN", e164, region))
        return fail_with(error, STATUS_INTERNAL, "the phone metadata does not know a number of Beijing");
    snprintf(path, sizeof path, "%s/keys", dir ? dir : "./var");
    return seal_master_open(path, &keys, error);
}

/* ---- keys ---- */

enum status subject_of_row(struct call *call, const char *id, const struct rows *rows, struct subject *ret)
{
    struct bytes_view wrapped = row_bytes(rows, 0, "wrapped");
    ret->id = id;
    if (!wrapped.data)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ERASED", "the customer was erased");
    return seal_key_unwrap(&keys, (uint32_t)row_int(rows, 0, "master_version"),
                           (struct sealed){wrapped.data, wrapped.size}, id, &ret->key, &call->error);
}

void subject_new(struct call *call, const char *id, struct subject *ret)
{
    ret->id = id;
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

enum status lock_points(struct call *call, const struct point *const *points, size_t n)
{
    struct rows rows;
    const char *blinds[8];
    size_t count = 0;
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
                      const char *contact_id, const char *owner_path, ContactPoint **ret)
{
    struct rows rows;
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

const char *new_id(struct call *call)
{
    char *id = arena_alloc(call->arena, ID_TEXT);
    id_new_text(id);
    return id;
}

int64_t time_of(const Google__Protobuf__Timestamp *at, int64_t fallback_us)
{
    return at ? at->seconds * 1000000 + at->nanos / 1000 : fallback_us;
}

Google__Protobuf__Timestamp *timestamp(struct call *call, int64_t us)
{
    Google__Protobuf__Timestamp *at = wire_new(call->arena, &google__protobuf__timestamp__descriptor);
    at->seconds = us / 1000000;
    at->nanos = (int32_t)(us % 1000000) * 1000;
    return at;
}

enum status expect_version(struct call *call, bool given, uint64_t expected, int64_t present)
{
    if (!given || expected == (uint64_t)present)
        return STATUS_OK;
    return fail_for(call, STATUS_ABORTED, "VERSION_DIFFERS", "expected version %" PRIu64 ", it is now %" PRId64,
                    expected, present);
}

const char *enum_word(const ProtobufCEnumDescriptor *type, int number)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(type, number);
    return value ? value->name : NULL;
}

int enum_number(const ProtobufCEnumDescriptor *type, const char *word)
{
    const ProtobufCEnumValue *value = word ? protobuf_c_enum_descriptor_get_value_by_name(type, word) : NULL;
    return value ? value->value : 0;
}
