/* SPDX-License-Identifier: Apache-2.0
 * One webhook or e-mail on its way: a libcurl handle, and what came of it.
 */
#ifndef NOTIFICATIONS_PARCEL_H
#define NOTIFICATIONS_PARCEL_H

#include <curl/curl.h>

#include "service/service.h"

enum { MAIL_TIMEOUT_MS = 60000 };

struct parcel {
    struct parcel *next;            /* the sender's */
    struct arena *arena;            /* holds the parcel itself */
    bool is_mail;
    const char *id;                 /* delivery or notification */
    const char *subscription_id;    /* webhooks */
    uint32_t attempts;              /* this one included, since it was queued */
    int64_t fence;                  /* number of the claim: who claims later makes this one's outcome void */
    const uint8_t *body;
    size_t size, sent, received;
    CURL *easy;
    struct curl_slist *list;
    bool is_kept_out;               /* the address was not public */
    int64_t began_us, began_mono_ms;

    long status;                    /* HTTP or SMTP, 0: no answer */
    const char *problem;            /* code; NULL: taken */
    int64_t took_ms, asked_s;       /* asked_s: Retry-After */
};

/* From row `row` of claim_deliveries and claim_mail. NULL never; what can't be sent has `problem` and no handle. */
struct parcel *parcel_of_delivery(const struct rows *rows, size_t row);
struct parcel *parcel_of_mail(const struct rows *rows, size_t row);
void parcel_free(struct parcel *parcel);

/* Reads off the handle what came of it. */
void parcel_end(struct parcel *parcel, CURLcode result);

#endif
