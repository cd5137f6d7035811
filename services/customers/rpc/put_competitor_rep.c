/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "mask.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

enum { RELATIONS = 50 };

static enum status bind_relations(struct call *call, const PutCompetitorRepRequest *in)
{
    struct rows rows;
    const char *contacts[RELATIONS], *closenesses[RELATIONS];
    for (size_t i = 0; i < in->n_relations; i++) {
        contacts[i] = in->relations[i]->contact_id;
        closenesses[i] = enum_word(&rep_relation__closeness__descriptor, (int)in->relations[i]->closeness);
        for (size_t k = 0; k < i; k++)
            if (strcasecmp(contacts[i], contacts[k]) == 0)
                return bad(call, "relations", "the %zuth person stands there twice", i + 1);
    }
    bind_texts(call, "contacts", contacts, in->n_relations);
    bind_texts(call, "closenesses", closenesses, in->n_relations);
    TRY(sql_one(call, &SQL_count_contacts, "count", &rows));
    if (row_int(&rows, 0, "known") != (int64_t)in->n_relations)
        return fail(call, STATUS_NOT_FOUND, "a person is no contact of this customer");
    return STATUS_OK;
}

RPC(Customers, put_competitor_rep, PutCompetitorRepRequest, PutCompetitorRepReply)
{
    struct held held;
    struct rows rows;
    if (is_blank(in->name))
        return bad(call, "name", "must not be blank");
    TRY(hold_head(call, in->customer_id, &held));
    TRY(check_competitor(call, in->competitor));
    TRY(bind_relations(call, in));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_text(call, "name_masked", mask_name(call->arena, in->name));
    bind_sealed(call, "name_sealed", &held.subject, "rep_name", in->name);
    bind_sealed(call, "style_sealed", &held.subject, "rep_style", in->style);
    TRY(sql_one(call, &SQL_put_competitor_rep, "representative known at this customer", &rows));
    out->rep = wire_new(call->arena, &competitor_rep__descriptor);
    row_into(call, &rows, 0, out->rep);
    out->rep->style = mask_text(call->arena, in->style);
    out->rep->relations = in->relations;
    out->rep->n_relations = in->n_relations;
    return STATUS_OK;
}
