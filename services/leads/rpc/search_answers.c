/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "terms.h"
#include "zone.h"

enum { HITS = 10 };

RPC(Leads, search_answers, SearchAnswersRequest, SearchAnswersReply)
{
    struct rows rows;
    struct terms terms = terms_asked(call->arena, in->query);
    if (!terms.n)
        return bad(call, "query", "must hold a letter, a digit or a character");
    bind_texts(call, "terms", terms.list, terms.n);
    bind_int(call, "hits", in->has_limit ? in->limit : HITS);
    zone_bind(call);
    TRY(sql(call, &SQL_search_answers, &rows));
    rows_into(call, &rows, out, "scripts");
    return STATUS_OK;
}
