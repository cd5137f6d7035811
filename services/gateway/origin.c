/* SPDX-License-Identifier: Apache-2.0 */
#include "origin.h"

#include <string.h>
#include <strings.h>

static bool is_own(const struct origin_facts *facts)
{
    const char *after = strstr(facts->origin, "://");
    if (facts->own && *facts->own)
        return strcasecmp(facts->origin, facts->own) == 0;
    return after && facts->host && *facts->host && strcasecmp(after + 3, facts->host) == 0;
}

const char *origin_judge(const struct origin_facts *facts)
{
    if (!facts->reads && (!facts->console || !*facts->console))
        return "needs the header " ORIGIN_HEADER;
    if (facts->fetch_site && strcmp(facts->fetch_site, "same-origin") != 0)
        return "must come from a page of this origin: Sec-Fetch-Site says another";
    if (facts->origin && !is_own(facts))
        return "must come from a page of this origin: Origin says another";
    if (!facts->reads && !facts->fetch_site && !facts->origin)
        return "must say where it comes from, by Sec-Fetch-Site or Origin";
    return NULL;
}
