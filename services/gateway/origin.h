/* SPDX-License-Identifier: Apache-2.0
 * Does a request come from a page of ours? Browsers send a cookie along whoever asks for it, so a cookie counts only for
 * requests that say so in ways that pages of others can't. Pure.
 */
#ifndef GATEWAY_ORIGIN_H
#define GATEWAY_ORIGIN_H

#include <stdbool.h>

/* The header that pages of ours send with every request that is no GET: a page of others can't add it to a form, and to
 * a script's request only after asking us first, which we never allow. */
#define ORIGIN_HEADER "Dealspine-Console"

struct origin_facts {       /* what the request says; NULL where a field is absent */
    bool reads;             /* GET or HEAD */
    const char *console;    /* ORIGIN_HEADER */
    const char *fetch_site; /* Sec-Fetch-Site: browsers alone can set it */
    const char *origin;     /* Origin */
    const char *host;       /* Host */
    const char *own;        /* "https://crm.example.com" where we were told; NULL or "": what Host says */
};

/* NULL, or the rule that is broken: a sentence's end, static. A request that only reads needs no header of ours, but
 * must not come from a page of others. */
const char *origin_judge(const struct origin_facts *facts);

#endif
