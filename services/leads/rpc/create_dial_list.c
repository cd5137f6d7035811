/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "dialling.h"
#include "filter.h"
#include "lead.h"
#include "service/value.h"
#include "wire/pack.h"

enum { MOST = 50000, MAX_ATTEMPTS = 3, RETRY_MINUTES = 240 };

static enum status choose_team(struct call *call, const CreateDialListRequest *in, const char **ret)
{
    *ret = in->team_path ? in->team_path : lead_team_of(call->arena, call->principal->path);
    size_t n = strlen(*ret);
    if ((*ret)[0] != '/' || (*ret)[n - 1] != '/')
        return bad(call, "team_path", "must begin and end with a slash");
    if (strncmp(*ret, call->scope, strlen(call->scope)) != 0)
        return bad(call, "team_path", "must lie within what you may assign");
    return STATUS_OK;
}

/* A rule without minutes is -1 in the table: no further attempt. */
static void bind_retries(struct call *call, const CreateDialListRequest *in)
{
    const char **dispositions = arena_alloc(call->arena, (in->n_retries + 1) * sizeof *dispositions);
    const char **minutes = arena_alloc(call->arena, (in->n_retries + 1) * sizeof *minutes);
    for (size_t i = 0; i < in->n_retries; i++) {
        const RetryRule *rule = in->retries[i];
        dispositions[i] = rule->disposition;
        minutes[i] = rule->has_minutes ? arena_printf(call->arena, "%u", rule->minutes) : "-1";
    }
    bind_texts(call, "retry_dispositions", dispositions, in->n_retries);
    bind_texts(call, "retry_after", minutes, in->n_retries);
}

static enum status write(struct call *call, const CreateDialListRequest *in, const char *team, const char *const *ids,
                         size_t n, CreateDialListReply *out)
{
    struct rows rows;
    const char *id = new_id(call);
    bind_text(call, "id", id);
    bind_text(call, "team", team);
    bind_int(call, "max_attempts", in->has_max_attempts ? in->max_attempts : MAX_ATTEMPTS);
    bind_int(call, "retry_minutes", in->has_retry_minutes ? in->retry_minutes : RETRY_MINUTES);
    bind_retries(call, in);
    TRY(sql_one(call, &SQL_add_dial_list, "calling list", &rows));
    DialList *list = out->dial_list = wire_new(call->arena, &dial_list__descriptor);
    row_into(call, &rows, 0, list);
    bind_text(call, "id", id);
    bind_texts(call, "lead_ids", ids, n);
    TRY(sql(call, &SQL_add_dial_entries, &rows));
    list->filter = in->filter;
    list->retries = in->retries, list->n_retries = in->n_retries;
    return dialling_count(call, list);
}

RPC(Leads, create_dial_list, CreateDialListRequest, CreateDialListReply)
{
    const char *team, **ids;
    size_t n;
    TRY(choose_team(call, in, &team));
    TRY(filter_find(call, in->filter, MOST, &ids, &n));
    out->has_leads = true, out->leads = (uint32_t)n;
    if (in->preview)
        return STATUS_OK;
    if (!n)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "EMPTY", "the filter finds nobody");
    return write(call, in, team, ids, n, out);
}
