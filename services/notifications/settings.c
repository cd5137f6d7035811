/* SPDX-License-Identifier: Apache-2.0 */
#include "settings.h"

#include <curl/curl.h>

#include "base/text.h"
#include "filling.h"
#include "letter.h"
#include "vault.h"

struct notifications_settings notifications_settings;
struct retrying mail_retrying, webhook_retrying;

const struct setting notifications_rows[] = {
    SETTING_ROW(struct notifications_settings, locale, const char *, "LOCALE", SETTING_TEXT, "en", 0, 0,
                "language of texts for users who chose none: en or zh-CN"),
    SETTING_ROW(struct notifications_settings, smtp_url, const char *, "SMTP_URL", SETTING_TEXT, "", 0, 0,
                "mail server, smtp://host:port or smtps://host:port; empty: no e-mail is sent"),
    SETTING_ROW(struct notifications_settings, smtp_from, const char *, "SMTP_FROM", SETTING_TEXT, "", 0, 0,
                "address that e-mail comes from"),
    SETTING_ROW(struct notifications_settings, smtp_user, const char *, "SMTP_USER", SETTING_TEXT, "", 0, 0,
                "user at the mail server; empty: none"),
    SETTING_ROW(struct notifications_settings, smtp_password, const char *, "SMTP_PASSWORD", SETTING_SECRET, "", 0, 0,
                "password of SMTP_USER"),
    SETTING_ROW(struct notifications_settings, smtp_tls, bool, "SMTP_TLS", SETTING_BOOL, "yes", 0, 0,
                "no e-mail goes out without TLS"),
    SETTING_ROW(struct notifications_settings, ca_file, const char *, "CA_FILE", SETTING_PATH, "", 0, 0,
                "certificates that servers are checked by, PEM; empty: the system's"),
    SETTING_ROW(struct notifications_settings, mail_schedule, const char *, "MAIL_SCHEDULE", SETTING_TEXT,
                "0 60 300 1800 7200 21600", 0, 0, "seconds before each attempt to send an e-mail"),
    SETTING_ROW(struct notifications_settings, webhook_schedule, const char *, "WEBHOOK_SCHEDULE", SETTING_TEXT,
                "0 5 300 1800 7200 18000 36000 50400 72000 86400", 0, 0,
                "seconds before each attempt to deliver a webhook"),
    SETTING_ROW(struct notifications_settings, webhook_private, bool, "WEBHOOK_PRIVATE", SETTING_BOOL, "no", 0, 0,
                "webhooks may go to private addresses and by plain http"),
    SETTING_ROW(struct notifications_settings, webhook_timeout_ms, int64_t, "WEBHOOK_TIMEOUT", SETTING_MS, "15s", 100,
                120000, "within which an endpoint must have answered"),
    SETTING_ROW(struct notifications_settings, webhook_pause_after, int64_t, "WEBHOOK_PAUSE_AFTER", SETTING_COUNT, "20",
                1, 10000, "attempts that failed in a row pause a subscription"),
    SETTING_ROW(struct notifications_settings, sender_requests, int64_t, "SENDER_REQUESTS", SETTING_COUNT, "64", 1, 1024,
                "webhooks under way at a time, in one process"),
    SETTING_ROW(struct notifications_settings, response_warn_s, int64_t, "RESPONSE_WARN_S", SETTING_COUNT, "900", 0,
                86400, "seconds before a first response is due that its owner is reminded"),
    SETTING_ROW(struct notifications_settings, activity_warn_s, int64_t, "ACTIVITY_WARN_S", SETTING_COUNT, "3600", 0,
                604800, "seconds before an appointment that the customer's owner is reminded"),
    SETTING_ROW(struct notifications_settings, approval_remind_s, int64_t, "APPROVAL_REMIND_S", SETTING_COUNT, "86400", 1,
                2592000, "seconds that a contract waits before those who may approve are reminded"),
    SETTING_ROW(struct notifications_settings, tell_within_s, int64_t, "TELL_WITHIN_S", SETTING_COUNT, "604800", 60,
                31536000, "events older than these seconds tell people nothing any more"),
    SETTING_ROW(struct notifications_settings, bulk_wait_s, int64_t, "BULK_WAIT_S", SETTING_COUNT, "60", 1, 86400,
                "seconds for which what a file brings is counted before its owner is told in one"),
    SETTING_ROW(struct notifications_settings, delivery_days, int64_t, "DELIVERY_DAYS", SETTING_COUNT, "30", 1, 3650,
                "days for which ended deliveries are kept, with bodies and attempts; until then they can be resent"),
    SETTING_ROW(struct notifications_settings, inbox_days, int64_t, "INBOX_DAYS", SETTING_COUNT, "180", 1, 3650,
                "days for which notifications are kept"),
};
const size_t notifications_n_rows = sizeof notifications_rows / sizeof *notifications_rows;

bool mail_is_on(void)
{
    return !is_blank(notifications_settings.smtp_url);
}

enum status settings_open(struct error *error)
{
    const struct notifications_settings *own = &notifications_settings;
    if (!filling_locale_is_known(own->locale))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "DEALSPINE_NOTIFICATIONS_LOCALE must be en or zh-CN");
    if (!retrying_read(own->mail_schedule, &mail_retrying) || !retrying_read(own->webhook_schedule, &webhook_retrying))
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "DEALSPINE_NOTIFICATIONS_…_SCHEDULE must be 1 to 32 seconds up to a week, blank-separated");
    if (mail_is_on() && !letter_address_is_valid(own->smtp_from))
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "DEALSPINE_NOTIFICATIONS_SMTP_FROM must be an e-mail address when SMTP_URL is given");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return fail_with(error, STATUS_INTERNAL, "libcurl does not start");
    return vault_open(error);
}
