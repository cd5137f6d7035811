/* SPDX-License-Identifier: Apache-2.0
 * One reader of /events: where he stands in each domain, what he may and wants to see, and the bytes that are on their
 * way to him. Never more than STREAM_FULL and one event of them: a reader who is slower than the events falls behind and
 * is given what he lacks page by page, as he reads.
 */
#ifndef GATEWAY_SSE_STREAM_H
#define GATEWAY_SSE_STREAM_H

#include "dealspine/events.pb-c.h"
#include "dealspine/wire.pb-c.h"
#include "gateway.h"
#include "request.h"

enum { STREAM_FULL = 64 << 10, STREAM_LOW = 16 << 10, EPOCH_TEXT = 64 };

struct stream;
struct piece; /* some bytes, of all streams that are to send them */

struct place { /* in one domain, by its number in gateway.services */
    struct stream *stream;   /* whose it is */
    bool wanted;
    bool known;              /* `pos` and `epoch` are; unknown: where the log's end will be found */
    bool asked;              /* a page of his own is on its way */
    uint64_t pos;            /* everything up to here was written or is not for him */
    char epoch[EPOCH_TEXT];  /* "": of no log yet, from its beginning */
    int64_t not_before_ms;   /* for asking again */
};

struct stream {
    struct stream *next;
    struct arena *arena;         /* the stream's own: it outlives the request while answers are out */
    struct request *request;     /* NULL once the connection has ended */
    const char *token;
    const char **types;
    size_t n_types;
    bool hints;                  /* a reader of /changes: told that, not what */
    struct place places[SERVICES_MAX];
    struct bytes others;         /* packed Cursor of domains that he does not read now: handed back as it came */

    struct arena *vouched;       /* holds the two below; renewed with them */
    const SignedPrincipal *principal;
    const char *scope;           /* prefix of the owner_path of events that he may see */
    const char *const *hinted;   /* `hints`: what he may know of instead, see sse_hint.h */
    int64_t vouched_ms;          /* since when */
    bool vouching;

    struct piece **pieces;       /* start to end are to be sent, the first one from `sent` on */
    size_t start, end, room, sent;
    size_t unsent;               /* bytes */
    bool ended;                  /* after what is there */
    bool placed;                 /* was told where he stands once all was known */
    int64_t wrote_ms;
    unsigned outstanding;        /* answers that still come */
};

/* True when events should wait until he has read. */
bool stream_is_full(const struct stream *stream);
/* True when there is room for many. */
bool stream_is_low(const struct stream *stream);
bool stream_wants(const struct stream *stream, const Event *event); /* type and scope */
bool stream_knows_all(const struct stream *stream);

/* Writes an event and moves on to it. `json` is the Event, or what a reader of /changes is told of it, without line ends.
 * The event is known by domain, epoch and position: for readers who stand alike its text is made once. */
void stream_event(struct stream *stream, size_t domain, const Event *event, const char *json);
/* A reader of /changes was away for too long to be told one by one: anything of this service may have changed. */
void stream_lost(struct stream *stream, size_t domain);
/* Tells where he stands, as a comment and an id: a resumption will not look again at what was not for him. */
void stream_tell(struct stream *stream, const char *comment);
/* Says why, and ends. */
void stream_fail(struct stream *stream, const struct error *error);
void stream_end(struct stream *stream);

/* The cursor of where he stands, base64; `arena`'s. */
const char *stream_cursor(const struct stream *stream, struct arena *arena);

void stream_put(struct stream *stream, const char *text);
ssize_t stream_more(void *context, char *ret, size_t room); /* for request_answer_stream() */
void stream_free(struct stream *stream);

#endif
