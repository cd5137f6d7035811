/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/id.h"
#include "history.h"
#include "rooms.h"
#include "wire/pack.h"

enum { CLOCK_SKEW_US = 5 * 60 * 1000000 };

struct owned { /* whose call it was; all NULL: nobody's that we know */
    const char *customer_id, *head_id, *point_masked; /* the record, and whose it is now */
    const char *owner_path;
};

static enum status check(struct call *call, const ImportCallRequest *in, bool *ret_contact)
{
    struct rows flags;
    if (in->started_at && time_of(in->started_at, 0) > call->now_us + CLOCK_SKEW_US)
        return bad(call, "started_at", "must not lie in the future");
    for (size_t i = 0; i < in->n_facts; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->facts[i]->key, in->facts[k]->key) == 0)
                return bad(call, "facts", "a fact is given twice");
    *ret_contact = false;
    if (!in->disposition)
        return STATUS_OK;
    TRY(sql(call, &SQL_find_disposition, &flags));
    if (flags.n == 0)
        return bad(call, "disposition", "must be one of the dispositions, as SOLD, NOT_INTERESTED or NO_ANSWER");
    *ret_contact = row_bool(&flags, 0, "customer_contact");
    return STATUS_OK;
}

/* The one customer that has the number; where several share it, nobody is named. */
static enum status find_by_phone(struct call *call, const ImportCallRequest *in, struct owned *ret)
{
    struct rows found;
    struct point point = point_read(master(), CONTACT_POINT__KIND__PHONE, in->phone, in->region, call->arena);
    if (!point.valid)
        return STATUS_OK;
    ret->point_masked = point.masked;
    if (ret->customer_id)
        return STATUS_OK;
    bind_texts(call, "phone_blinds", point.blinds, point.n_blinds);
    bind_texts(call, "email_blinds", NULL, 0);
    TRY(sql(call, &SQL_find_match, &found));
    if (found.n != 1)
        return STATUS_OK;
    ret->customer_id = row_text(&found, 0, "origin_id");
    ret->head_id = row_text(&found, 0, "id");
    ret->owner_path = row_text(&found, 0, "owner_path");
    return STATUS_OK;
}

static enum status find_owner(struct call *call, const ImportCallRequest *in, struct owned *ret)
{
    struct rows rows;
    *ret = (struct owned){.owner_path = "/"};
    if (in->customer_id) {
        bind_text(call, "customer_id", in->customer_id);
        TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
        ret->customer_id = in->customer_id;
        ret->head_id = row_text(&rows, 0, "head_id");
        ret->owner_path = row_text(&rows, 0, "owner_path");
    }
    return in->phone ? find_by_phone(call, in, ret) : STATUS_OK;
}

static void bind_facts(struct call *call, const ImportCallRequest *in)
{
    const char **keys = arena_alloc(call->arena, (in->n_facts + 1) * sizeof *keys);
    const char **values = arena_alloc(call->arena, (in->n_facts + 1) * sizeof *values);
    for (size_t i = 0; i < in->n_facts; i++) {
        keys[i] = in->facts[i]->key;
        values[i] = in->facts[i]->value ? in->facts[i]->value : "";
    }
    bind_texts(call, "fact_keys", keys, in->n_facts);
    bind_texts(call, "fact_values", values, in->n_facts);
}

static enum status add(struct call *call, const ImportCallRequest *in, const struct owned *owned, struct rows *ret)
{
    char id[ID_TEXT];
    id_from_text(arena_printf(call->arena, "call/natural/%s", in->natural_key), id);
    bind_text(call, "id", arena_strdup(call->arena, id));
    bind_text(call, "customer_id", owned->customer_id);
    bind_text(call, "point_masked", owned->point_masked);
    bind_text(call, "call_direction", in->direction == CALL__DIRECTION__INBOUND ? "INBOUND" : "OUTBOUND");
    bind_int(call, "attempt_count", in->has_attempts ? in->attempts : 1);
    bind_facts(call, in);
    return sql(call, &SQL_add_historic_call, ret);
}

static void tell(struct call *call, const HistoricCall *made, const char *owner_path, bool contact)
{
    CallImported event = CALL_IMPORTED__INIT;
    event.call_id = made->id;
    event.customer_id = made->customer_id;
    event.has_direction = true, event.direction = made->direction;
    event.bulk_id = made->bulk_id;
    event.campaign = made->campaign;
    event.started_at = made->started_at;
    event.has_talk_s = true, event.talk_s = made->talk_s;
    event.has_attempts = true, event.attempts = made->attempts;
    event.disposition = made->disposition;
    event.has_customer_contact = made->disposition != NULL;
    event.customer_contact = contact;
    emit(call, &event, "call", made->id, owner_path);
}

RPC(Customers, import_call, ImportCallRequest, ImportCallReply)
{
    struct rows rows;
    struct owned owned = {0};
    bool contact = false;
    out->call = wire_new(call->arena, &historic_call__descriptor);
    TRY(sql(call, &SQL_find_historic_call, &rows));
    if (rows.n == 0) {
        TRY(check(call, in, &contact));
        TRY(find_owner(call, in, &owned));
        TRY(add(call, in, &owned, &rows));
    } else {
        out->has_existed = out->existed = true;
    }
    if (rows.n == 0) { /* it came in by another batch meanwhile */
        out->has_existed = out->existed = true;
        TRY(sql_one(call, &SQL_find_historic_call, "call", &rows));
    }
    row_into(call, &rows, 0, out->call);
    TRY(history_complete(call, &out->call, 1));
    if (!out->existed) {
        out->call->customer_id = owned.head_id;
        tell(call, out->call, owned.owner_path, contact);
    }
    note(call, "call", out->call->id);
    return STATUS_OK;
}
