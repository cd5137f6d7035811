/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef NOTIFICATIONS_SETTINGS_H
#define NOTIFICATIONS_SETTINGS_H

#include "retrying.h"
#include "settings/settings.h"

struct notifications_settings {
    const char *locale;
    const char *smtp_url, *smtp_from, *smtp_user, *smtp_password;
    bool smtp_tls;
    const char *ca_file;
    const char *mail_schedule, *webhook_schedule;
    bool webhook_private;
    int64_t webhook_timeout_ms, webhook_pause_after, sender_requests;
    int64_t response_warn_s, activity_warn_s, approval_remind_s, tell_within_s, bulk_wait_s;
    int64_t delivery_days, inbox_days;
};
extern struct notifications_settings notifications_settings;
extern const struct setting notifications_rows[];
extern const size_t notifications_n_rows;

/* From the schedules among them; filled by settings_open(). */
extern struct retrying mail_retrying, webhook_retrying;

/* Is there a mail server? */
bool mail_is_on(void);

/* Checks what a row alone can't say, opens the keys: service.open. INVALID_ARGUMENT, FAILED_PRECONDITION. */
enum status settings_open(struct error *error) MUST_CHECK;

#endif
