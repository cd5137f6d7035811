/* SPDX-License-Identifier: Apache-2.0 */
#include "states.h"

static const struct transition notification_rows[] = {
    {"QUEUED", "send", "SENDING", "an e-mail is handed to the mail server"},
    {"DEFERRED", "send", "SENDING", "the quiet hours are over"},
    {"RETRYING", "send", "SENDING", "it is tried again"},
    {"SENDING", "send", "SENDING", "whoever was sending has died: it is tried again"},
    {"SENDING", "take", "SENT", "the mail server has it"},
    {"SENDING", "put_off", "RETRYING", "the mail server had no time or no connection"},
    {"SENDING", "fail", "FAILED", "refused for good, or tried in vain"},
    {"SENT", "read", "READ", "the recipient has seen it in the inbox"},
};

const struct lifecycle notification_lifecycle = {"notification", "QUEUED", notification_rows,
                                                 sizeof notification_rows / sizeof *notification_rows};

static const struct transition subscription_rows[] = {
    {"PENDING_VERIFICATION", "verify", "ACTIVE", "the endpoint has answered its verification"},
    {"PENDING_VERIFICATION", "disable", "DISABLED", "given up, gone, or never verified"},
    {"ACTIVE", "pause", "PAUSED", "by hand, or after attempts that failed in a row"},
    {"PAUSED", "resume", "ACTIVE", "what waits is sent"},
    {"ACTIVE", "disable", "DISABLED", "given up, or the endpoint is gone (410)"},
    {"PAUSED", "disable", "DISABLED", "given up, or the endpoint is gone (410)"},
};
const struct lifecycle subscription_lifecycle = {"subscription", "PENDING_VERIFICATION", subscription_rows,
                                                 sizeof subscription_rows / sizeof *subscription_rows};

static const struct transition delivery_rows[] = {
    {"QUEUED", "send", "SENDING", "the first attempt begins"},
    {"RETRYING", "send", "SENDING", "the next attempt begins"},
    {"SENDING", "send", "SENDING", "whoever was sending has died: it is sent again"},
    {"SENDING", "take", "DELIVERED", "the endpoint answered 2xx"},
    {"SENDING", "put_off", "RETRYING", "it did not; the schedule says when again"},
    {"SENDING", "die", "DEAD", "the last attempt failed"},
    {"DEAD", "resend", "QUEUED", "by hand, with a fresh schedule"},
    {"DELIVERED", "resend", "QUEUED", "by hand, with a fresh schedule"},
    {"QUEUED", "cancel", "CANCELLED", "its subscription was disabled"},
    {"RETRYING", "cancel", "CANCELLED", "its subscription was disabled"},
    {"SENDING", "cancel", "CANCELLED", "its subscription was disabled"},
};
const struct lifecycle delivery_lifecycle = {"webhook", "QUEUED", delivery_rows,
                                             sizeof delivery_rows / sizeof *delivery_rows};
