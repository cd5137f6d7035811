/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/id.h"
#include "held.h"
#include "rooms.h"

static bool has_kind(const RegisterAuthorityRequest *in, ContractMark__Kind kind)
{
    for (size_t i = 0; i < in->n_kinds; i++)
        if (in->kinds[i] == kind)
            return true;
    return false;
}

static void emit_registered(struct call *call, const Authority *authority)
{
    AuthorityRegistered event = AUTHORITY_REGISTERED__INIT;
    event.authority_id = authority->id;
    event.has_party = event.has_may_sign = event.has_may_seal = true;
    event.party = authority->party;
    event.holder_id = authority->holder_id;
    event.may_sign = authority->may_sign;
    event.may_seal = authority->may_seal;
    event.currency = authority->currency;
    event.has_limit_minor = authority->has_limit_minor;
    event.limit_minor = authority->limit_minor;
    event.valid_from = authority->valid_from;
    event.valid_until = authority->valid_until;
    emit(call, &event, "authority", authority->id, call->principal->path);
}

RPC(Contracts, register_authority, RegisterAuthorityRequest, RegisterAuthorityReply)
{
    struct rows rows;
    char *id = arena_alloc(call->arena, ID_TEXT);
    const char *today, *valid_from;
    int64_t begins_us;
    TRY(day_read(call, NULL, &today, &begins_us));
    valid_from = in->valid_from ? in->valid_from : today;
    if (in->valid_until && strcmp(in->valid_until, valid_from) < 0)
        return bad(call, "valid_until", "must not be before valid_from");
    id_new_text(id);
    bind_text(call, "authority_id", id);
    bind_text(call, "valid_from", valid_from);
    bind_bool(call, "may_sign", has_kind(in, CONTRACT_MARK__KIND__SIGN));
    bind_bool(call, "may_seal", has_kind(in, CONTRACT_MARK__KIND__SEAL));
    TRY(sql_one(call, &SQL_insert_authority, "authority", &rows));
    out->authority = arena_alloc(call->arena, sizeof *out->authority);
    authority__init(out->authority);
    row_into(call, &rows, 0, out->authority);
    emit_registered(call, out->authority);
    return STATUS_OK;
}
