/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "vault.h"

RPC(Aftersales, answer_link, AnswerLinkRequest, AnswerLinkReply)
{
    struct link link;
    struct delivery delivery;
    bool confirms = in->answer == ANSWER_LINK_REQUEST__ANSWER__CONFIRM;
    if (confirms && is_blank(in->name))
        return bad(call, "name", "must say who confirms");
    if (!confirms && is_blank(in->text))
        return bad(call, "text", "must say what shall be changed");
    TRY(vault_read_token(call, in->token, LINK_PLAN, &link));
    TRY(delivery_hold(call, link.id, NULL, NULL, &delivery));
    TRY(plan_shows(&delivery.plan, link.round, &call->error));
    TRY(plan_move(&delivery.plan, confirms ? "confirm" : "request_change", &call->error));
    if (confirms)
        TRY(delivery_confirm(call, &delivery, DELIVERY_PLAN__CONFIRMATION__LINK, in->name, call->now_us));
    else
        TRY(delivery_request_change(call, &delivery, in->text, true));
    out->has_state = true;
    out->state = delivery.plan.state;
    out->confirmed_at = delivery.plan.confirmed_at;
    return STATUS_OK;
}
