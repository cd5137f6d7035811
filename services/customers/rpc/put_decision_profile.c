/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "decision.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

enum { STEPS = 20, PEOPLE = 50 };

/* Every contact named, once each. */
static enum status check_contacts(struct call *call, const PutDecisionProfileRequest *in)
{
    struct rows rows;
    const char *ids[STEPS + PEOPLE];
    size_t n = 0;
    for (size_t i = 0; i < in->n_steps + in->n_people; i++) {
        const char *id = i < in->n_steps ? in->steps[i]->contact_id : in->people[i - in->n_steps]->contact_id;
        bool known = id == NULL;
        for (size_t k = 0; k < n && !known; k++)
            known = strcasecmp(ids[k], id) == 0;
        if (!known)
            ids[n++] = id;
    }
    bind_texts(call, "contacts", ids, n);
    TRY(sql_one(call, &SQL_count_contacts, "count", &rows));
    if (row_int(&rows, 0, "known") != (int64_t)n)
        return fail(call, STATUS_NOT_FOUND, "a person is no contact of this customer");
    return STATUS_OK;
}

static enum status write_steps(struct call *call, const PutDecisionProfileRequest *in, uint32_t cycle_days)
{
    struct rows rows;
    const char *codes[STEPS], *days[STEPS], *contacts[STEPS];
    for (size_t i = 0; i < in->n_steps; i++) {
        const CustomerDecisionStep *step = in->steps[i];
        codes[i] = step->code;
        days[i] = step->has_days ? arena_printf(call->arena, "%u", step->days) : "";
        contacts[i] = step->contact_id ? step->contact_id : "";
    }
    bind_texts(call, "codes", codes, in->n_steps);
    bind_texts(call, "days", days, in->n_steps);
    bind_texts(call, "contacts", contacts, in->n_steps);
    bind_text(call, "cycle", cycle_days ? arena_printf(call->arena, "%u", cycle_days) : NULL);
    return sql(call, &SQL_put_decision_steps, &rows);
}

static enum status write_people(struct call *call, const PutDecisionProfileRequest *in)
{
    struct rows rows;
    const char *contacts[PEOPLE], *roles[PEOPLE];
    for (size_t i = 0; i < in->n_people; i++) {
        contacts[i] = in->people[i]->contact_id;
        roles[i] = enum_word(&key_person__role__descriptor, (int)in->people[i]->role);
    }
    bind_texts(call, "contacts", contacts, in->n_people);
    bind_texts(call, "roles", roles, in->n_people);
    return sql(call, &SQL_put_key_people, &rows);
}

static void tell(struct call *call, const struct held *held, uint32_t cycle_days)
{
    CustomerProfileChanged changed = CUSTOMER_PROFILE_CHANGED__INIT;
    static const char *const field = "decision_profile";
    changed.customer_id = held->head_id;
    changed.fields = arena_memdup(call->arena, &field, sizeof field);
    changed.n_fields = 1;
    changed.has_decision_cycle_days = cycle_days != 0;
    changed.decision_cycle_days = cycle_days;
    emit(call, &changed, "customer", held->head_id, held->owner_path);
}

RPC(Customers, put_decision_profile, PutDecisionProfileRequest, PutDecisionProfileReply)
{
    struct held held;
    TRY(decision_check(in, &call->error));
    TRY(hold_head(call, in->customer_id, &held));
    bind_text(call, "head_id", held.id);
    TRY(check_contacts(call, in));
    uint32_t days = decision_cycle_days(in);
    TRY(write_steps(call, in, days));
    TRY(write_people(call, in));
    out->profile = wire_new(call->arena, &decision_profile__descriptor);
    out->profile->has_cycle_days = days != 0;
    out->profile->cycle_days = days;
    out->profile->steps = in->steps, out->profile->n_steps = in->n_steps;
    out->profile->people = in->people, out->profile->n_people = in->n_people;
    tell(call, &held, days);
    return STATUS_OK;
}
