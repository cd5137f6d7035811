/* SPDX-License-Identifier: Apache-2.0 */
#include "preference.h"

#include <string.h>

#include "db/array.h"
#include "filling.h"
#include "letter.h"
#include "quiet.h"
#include "rooms.h"
#include "settings.h"
#include "vault.h"

static enum status bind_quiet(struct call *call, const NotificationPreference *preference)
{
    int from = 0, until = 0;
    bool has_from = !is_blank(preference->quiet_from), has_until = !is_blank(preference->quiet_until);
    if (has_from != has_until)
        return bad(call, "preference.quiet_until", "must be given together with quiet_from");
    if (has_from && !quiet_read(preference->quiet_from, &from))
        return bad(call, "preference.quiet_from", "must be a time of day, as 21:30");
    if (has_until && !quiet_read(preference->quiet_until, &until))
        return bad(call, "preference.quiet_until", "must be a time of day, as 08:00");
    bind_text(call, "quiet_from", NULL);
    bind_text(call, "quiet_until", NULL);
    if (has_from) {
        bind_int(call, "quiet_from", from);
        bind_int(call, "quiet_until", until);
    }
    return STATUS_OK;
}

static enum status bind_address(struct call *call, const char *email)
{
    bind_text(call, "email", NULL);
    if (is_blank(email))
        return STATUS_OK;
    if (!letter_address_is_valid(email))
        return bad(call, "preference.email", "must be an e-mail address of at most 254 characters");
    struct sealed sealed = vault_seal("email", call->actor, email, call->arena);
    bind_bytes(call, "email", sealed.data, sealed.size);
    return STATUS_OK;
}

static void bind_mutes(struct call *call, const NotificationPreference *preference)
{
    const char **mutes = arena_alloc(call->arena, (preference->n_mutes + 1) * sizeof *mutes);
    for (size_t i = 0; i < preference->n_mutes; i++) {
        const NotificationMute *mute = preference->mutes[i];
        mutes[i] = arena_printf(call->arena, "%s/%s", mute->topic,
                                mute->channel == NOTIFICATION__CHANNEL__EMAIL ? "EMAIL" : "IN_APP");
    }
    bind_texts(call, "mutes", mutes, preference->n_mutes);
}

enum status preference_bind(struct call *call, const NotificationPreference *preference)
{
    const char *locale = is_blank(preference->locale) ? NULL : preference->locale;
    if (locale && !filling_locale_is_known(locale))
        return bad(call, "preference.locale", "must be en or zh-CN");
    TRY(bind_quiet(call, preference));
    TRY(bind_address(call, preference->email));
    bind_text(call, "locale", locale);
    bind_mutes(call, preference);
    return STATUS_OK;
}

static void read_mutes(struct call *call, const struct rows *rows, NotificationPreference *out)
{
    size_t n;
    const char **mutes = array_read(call->arena, row_text(rows, 0, "mutes"), &n);
    out->mutes = arena_alloc(call->arena, (n + 1) * sizeof *out->mutes);
    for (size_t i = 0; i < n; i++) {
        const char *slash = strchr(mutes[i], '/');
        NotificationMute *mute = out->mutes[out->n_mutes++] = arena_alloc(call->arena, sizeof *mute);
        notification_mute__init(mute);
        mute->topic = arena_strndup(call->arena, mutes[i], (size_t)(slash - mutes[i]));
        mute->has_channel = true;
        mute->channel = strcmp(slash + 1, "EMAIL") == 0 ? NOTIFICATION__CHANNEL__EMAIL : NOTIFICATION__CHANNEL__IN_APP;
    }
}

enum status preference_read(struct call *call, NotificationPreference **ret)
{
    struct rows rows;
    NotificationPreference *out = *ret = arena_alloc(call->arena, sizeof *out);
    notification_preference__init(out);
    out->locale = notifications_settings.locale;
    out->has_version = true;
    TRY(sql(call, &SQL_get_preference, &rows));
    if (!rows.n)
        return STATUS_OK;
    struct bytes_view sealed = row_bytes(&rows, 0, "email");
    if (row_text(&rows, 0, "locale"))
        out->locale = row_text(&rows, 0, "locale");
    if (sealed.size)
        out->email = vault_unseal("email", call->actor, (struct sealed){sealed.data, sealed.size}, call->arena);
    if (!row_is_null(&rows, 0, "quiet_from")) {
        out->quiet_from = quiet_write((int)row_int(&rows, 0, "quiet_from"), call->arena);
        out->quiet_until = quiet_write((int)row_int(&rows, 0, "quiet_until"), call->arena);
    }
    read_mutes(call, &rows, out);
    out->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}
