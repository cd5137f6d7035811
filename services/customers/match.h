/* SPDX-License-Identifier: Apache-2.0
 * Tying a capture to a customer.
 */
#ifndef MATCH_H
#define MATCH_H

#include "record.h"

struct match {
    const MatchContactRequest *in;
    struct point phone, email;
    const char *registration;                /* clean; NULL: none of valid form */
    const char *capture_id;
    const char *outcome;                     /* Outcome's name */
    const char *source;                      /* name of a Channel */
    const char *customer_id, *owner_path;    /* NULL with UNMATCHED */
    const char *origin_id;                   /* the customer, or the record merged into it that has the point */
    bool may_lack_points;                    /* an organisation may be made of a number or a name alone */
    int looks;                               /* how often was looked for the customer */
    struct rows made;                        /* with CREATED: the customer's row */
    struct subject subject;                  /* the origin, or the capture with UNMATCHED */
    const char *phone_point_id, *email_point_id;
};

/* Reads the points of the request. */
void match_read(struct call *call, const MatchContactRequest *in, struct match *ret);
/* Finds or makes the customer; adds a point or a name that it lacks. `outcome` stays NULL where nothing given finds or
 * makes one. Emits customer.created, contact_point.added, customer.duplicate_suspected. */
enum status match_customer(struct call *call, struct match *match) MUST_CHECK;
/* Makes the capture its own subject, for want of a customer. */
void match_nobody(struct call *call, struct match *match);
/* Writes the do-not-contact marks and the consent that came with the capture. */
enum status match_permissions(struct call *call, const struct match *match) MUST_CHECK;
/* Keeps the capture, sealed. */
enum status match_keep(struct call *call, const struct match *match) MUST_CHECK;
/* Fills the reply: as sql/find_capture.sql would, without asking where everything is known. */
enum status match_answer(struct call *call, const struct match *match, MatchContactReply *out) MUST_CHECK;

#endif
