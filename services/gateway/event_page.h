/* SPDX-License-Identifier: Apache-2.0
 * One answer to Fetch put together from those of the domains: events by time, at most as many as were asked for, and a
 * cursor that says of each domain how far the caller has got. Pure: asks nobody.
 */
#ifndef GATEWAY_EVENT_PAGE_H
#define GATEWAY_EVENT_PAGE_H

#include "dealspine/events.pb-c.h"
#include "gateway.h"
#include "wire/pack.h"

struct event_part {
    const char *domain;
    CursorPoint *point;  /* where the caller stands; NULL: has not read this domain yet */
    FetchReply *reply;   /* of this round; NULL if there was none */
    CursorPoint *next;   /* the reply's */
    struct error error;  /* why there was none */
    size_t taken;        /* events already in the page */
};

struct event_page {
    struct event_part parts[SERVICES_MAX];
    size_t n_parts;
    CursorPoint **others; /* of the caller's cursor: domains that are not asked; they stay as they are */
    size_t n_others;
    unsigned rounds;
};

/* Parts for the domains that `request` wants, placed by its cursor. INVALID_ARGUMENT: an unknown domain, or a cursor
 * that Fetch did not give. */
enum status event_page_open(struct event_page *page, const FetchRequest *request, struct arena *arena,
                            struct error *error) MUST_CHECK;

void event_part_begin(struct event_part *part); /* a new round; the place stays */
/* Sets cursor and `from` of a request to the part's domain. */
void event_part_place(const struct event_part *part, FetchRequest *request, struct arena *arena);
/* Reads a packed FetchReply and moves on when nothing is in it; false if it is malformed. */
bool event_part_read(struct event_part *part, struct bytes body, struct arena *arena);
bool event_part_has_events(const struct event_part *part);

bool event_page_has_events(const struct event_page *page);
bool event_page_caught_up(const struct event_page *page); /* every part that answered has reached its log's end */

/* The payload becomes a JSON text; an event of a type that is no longer known keeps its bytes. */
void event_payload_to_json(Event *event, struct arena *arena);

/* The packed FetchReply, the arena's. `json`: payloads become JSON texts. */
struct bytes event_page_join(struct event_page *page, const FetchRequest *request, bool json, struct arena *arena);

#endif
