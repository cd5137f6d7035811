/* SPDX-License-Identifier: Apache-2.0 */
#include "filling.h"
#include "rooms.h"

RPC(Notifications, put_notification_template, PutNotificationTemplateRequest, PutNotificationTemplateReply)
{
    struct rows rows;
    const NotificationTemplate *given = in->template_;
    const char *wrong = filling_check(given->title);
    if (wrong)
        return bad(call, "template.title", "%s", wrong);
    wrong = filling_check(given->body);
    if (wrong)
        return bad(call, "template.body", "%s", wrong);
    if (!filling_locale_is_known(given->locale))
        return bad(call, "template.locale", "must be en or zh-CN");
    bind_message(call, given);
    bind_text(call, "template_channel", given->channel == NOTIFICATION__CHANNEL__EMAIL ? "EMAIL" : "IN_APP");
    bind_text(call, "expected", NULL);
    if (in->has_expected_version)
        bind_int(call, "expected", (int64_t)in->expected_version);
    TRY(sql(call, &SQL_put_template, &rows));
    if (!rows.n)
        return fail_for(call, STATUS_ABORTED, "VERSION", "this template has another version: read it again");
    out->template_ = arena_alloc(call->arena, sizeof *out->template_);
    notification_template__init(out->template_);
    row_into(call, &rows, 0, out->template_);
    return STATUS_OK;
}
