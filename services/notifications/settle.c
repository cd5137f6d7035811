/* SPDX-License-Identifier: Apache-2.0 */
#include "settle.h"

#include <string.h>

#include "base/id.h"
#include "notification.h"
#include "rooms.h"
#include "settings.h"
#include "states.h"
#include "subscription.h"

enum { SPARE_MS = 20000 }; /* of a lease, beyond the time that sending may take: for writing down */

/* ---- claiming ---- */

static void bind_claim(struct call *call, const struct claim *claim, int64_t timeout_ms)
{
    bind_int(call, "claim_limit", claim->limit);
    bind_time(call, "lease_until", call->now_us + (timeout_ms + SPARE_MS) * 1000);
}

/* Locks first and counts in a second statement, so that what another replica has just claimed counts too. */
enum status claim_deliveries(struct call *call, void *in)
{
    struct claim *claim = in;
    TRY(sql(call, &SQL_lock_ready, &claim->rows));
    if (!claim->rows.n)
        return STATUS_OK;
    const char **ids = arena_alloc(call->arena, claim->rows.n * sizeof *ids);
    for (size_t i = 0; i < claim->rows.n; i++)
        ids[i] = row_text(&claim->rows, i, "id");
    bind_texts(call, "subscription_ids", ids, claim->rows.n);
    bind_claim(call, claim, notifications_settings.webhook_timeout_ms);
    return sql(call, &SQL_claim_deliveries, &claim->rows);
}

enum status claim_mail(struct call *call, void *in)
{
    struct claim *claim = in;
    bind_claim(call, claim, MAIL_TIMEOUT_MS);
    return sql(call, &SQL_claim_mail, &claim->rows);
}

static uint32_t chance(void)
{
    uint32_t number;
    random_bytes(&number, sizeof number);
    return number;
}

static void bind_outcome(struct call *call, const struct parcel *parcel)
{
    bind_int(call, "fence", parcel->fence);
    bind_int(call, "status", parcel->status);
    bind_text(call, "problem", parcel->problem);
    bind_time(call, "began_at", parcel->began_us);
    bind_int(call, "took_ms", parcel->took_ms);
}

/* Binds to_state and due_at. */
static enum status bind_step(struct call *call, const struct lifecycle *lifecycle, const char *verb, int64_t wait_us)
{
    const char *to;
    TRY(lifecycle_step(lifecycle, "SENDING", verb, &to, &call->error));
    bind_text(call, "to_state", to);
    bind_text(call, "due_at", NULL);
    if (strcmp(verb, "put_off") == 0)
        bind_time(call, "due_at", call->now_us + wait_us);
    return STATUS_OK;
}

/* ---- webhooks ---- */

static const char *delivery_verb(const struct parcel *parcel, int64_t *ret_wait_us)
{
    *ret_wait_us = 0;
    if (!parcel->problem)
        return "take";
    *ret_wait_us = retrying_next_us(&webhook_retrying, parcel->attempts, chance(), parcel->asked_s);
    return strcmp(parcel->problem, "GONE") == 0 || *ret_wait_us < 0 ? "die" : "put_off";
}

static void tell_dead(struct call *call, const struct parcel *parcel, const struct rows *settled, const Subscription *to)
{
    DeliveryDead event = DELIVERY_DEAD__INIT;
    event.delivery_id = parcel->id;
    event.subscription_id = to->id;
    event.event_id = row_text(settled, 0, "event_id");
    event.event_type = row_text(settled, 0, "event_type");
    event.has_attempts = event.has_last_status = true;
    event.attempts = parcel->attempts;
    event.last_status = (uint32_t)parcel->status;
    event.last_problem = parcel->problem;
    emit(call, &event, "subscription", to->id, to->owner_path);
}

/* What the outcome means for the subscription as a whole. */
static enum status judge(struct call *call, const struct parcel *parcel, bool is_verification, bool is_dead,
                         Subscription *held)
{
    struct rows counted;
    bind_bool(call, "failed", parcel->problem != NULL);
    TRY(sql(call, &SQL_count_failure, &counted));
    if (counted.n)
        held->failures = (uint32_t)row_int(&counted, 0, "failures");
    if (held->state == SUBSCRIPTION__STATE__DISABLED)
        return STATUS_OK;
    if (text_equal(parcel->problem, "GONE"))
        return subscription_step(call, held, "disable", "GONE");
    if (held->state == SUBSCRIPTION__STATE__PENDING_VERIFICATION && is_verification) {
        if (!parcel->problem)
            return subscription_step(call, held, "verify", NULL);
        return is_dead ? subscription_step(call, held, "disable", "NOT_VERIFIED") : STATUS_OK;
    }
    if (parcel->problem && held->state == SUBSCRIPTION__STATE__ACTIVE &&
        held->failures >= notifications_settings.webhook_pause_after)
        return subscription_step(call, held, "pause", "FAILURES");
    return STATUS_OK;
}

enum status settle_delivery(struct call *call, void *in)
{
    const struct parcel *parcel = in;
    struct rows rows, noted;
    Subscription held = SUBSCRIPTION__INIT;
    int64_t wait_us;
    const char *verb = delivery_verb(parcel, &wait_us);
    bind_text(call, "subscription_id", parcel->subscription_id);
    bind_text(call, "delivery_id", parcel->id);
    bind_outcome(call, parcel);
    TRY(bind_step(call, &delivery_lifecycle, verb, wait_us));
    TRY(sql_one(call, &SQL_lock_settled, "subscription", &rows));
    row_into(call, &rows, 0, &held);
    TRY(sql(call, &SQL_note_attempt, &noted));
    TRY(sql(call, &SQL_settle_delivery, &rows));
    if (!rows.n)
        return STATUS_OK;
    bool is_dead = strcmp(verb, "die") == 0;
    if (is_dead)
        tell_dead(call, parcel, &rows, &held);
    return judge(call, parcel, row_bool(&rows, 0, "is_verification"), is_dead, &held);
}

/* ---- mail ---- */

static const char *mail_verb(const struct parcel *parcel, int64_t *ret_wait_us, const char **ret_reason)
{
    *ret_wait_us = 0;
    *ret_reason = NULL;
    if (!parcel->problem)
        return "take";
    *ret_wait_us = retrying_next_us(&mail_retrying, parcel->attempts, chance(), 0);
    if (strcmp(parcel->problem, "NO_ADDRESS") == 0)
        *ret_reason = "NO_ADDRESS";
    else if (mail_is_refused(parcel->status))
        *ret_reason = "REFUSED";
    else if (*ret_wait_us < 0)
        *ret_reason = "EXHAUSTED";
    return *ret_reason ? "fail" : "put_off";
}

enum status settle_mail(struct call *call, void *in)
{
    const struct parcel *parcel = in;
    struct rows rows, noted;
    Notification told = NOTIFICATION__INIT;
    int64_t wait_us;
    const char *reason, *verb = mail_verb(parcel, &wait_us, &reason);
    bind_text(call, "notification_id", parcel->id);
    bind_text(call, "reason", reason);
    bind_outcome(call, parcel);
    TRY(bind_step(call, &notification_lifecycle, verb, wait_us));
    TRY(sql(call, &SQL_note_mail_attempt, &noted));
    TRY(sql(call, &SQL_settle_mail, &rows));
    if (!rows.n)
        return STATUS_OK;
    row_into(call, &rows, 0, &told);
    notification_tell(call, &told, row_text(&rows, 0, "owner_path"));
    return STATUS_OK;
}
