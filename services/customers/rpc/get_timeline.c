/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "activities.h"
#include "calls.h"
#include "history.h"
#include "rooms.h"
#include "service/page.h"
#include "wire/pack.h"

enum { LOOK = 200 };

static TimelineItem *item_of(const GetTimelineReply *out, const char *id)
{
    for (size_t i = 0; i < out->n_items; i++)
        if (strcmp(out->items[i]->id, id) == 0)
            return out->items[i];
    return NULL;
}

static void bind_ids(struct call *call, const GetTimelineReply *out, TimelineItem__Kind kind)
{
    const char **ids = arena_alloc(call->arena, (out->n_items + 1) * sizeof *ids);
    size_t n = 0;
    for (size_t i = 0; i < out->n_items; i++)
        if (out->items[i]->kind == kind)
            ids[n++] = out->items[i]->id;
    bind_texts(call, "ids", ids, n);
}

static enum status add_calls(struct call *call, const GetTimelineReply *out)
{
    struct rows rows;
    bind_ids(call, out, TIMELINE_ITEM__KIND__CALL);
    TRY(sql(call, &SQL_list_calls, &rows));
    for (size_t i = 0; i < rows.n; i++)
        item_of(out, row_text(&rows, i, "id"))->call = call_of_row(call, &rows, i);
    return STATUS_OK;
}

static enum status add_activities(struct call *call, const GetTimelineReply *out, const char *customer_id)
{
    struct rows rows;
    struct subject subject;
    bind_ids(call, out, TIMELINE_ITEM__KIND__ACTIVITY);
    TRY(sql(call, &SQL_list_activities, &rows));
    Activity **activities = arena_alloc(call->arena, (rows.n + 1) * sizeof *activities);
    for (size_t i = 0; i < rows.n; i++) {
        TRY(subject_of_nth(call, row_text(&rows, i, "customer_id"), &rows, i, &subject));
        TRY(activity_of_row(call, &rows, i, &subject, &activities[i]));
        activities[i]->customer_id = customer_id;
        item_of(out, activities[i]->id)->activity = activities[i];
    }
    return activities_complete(call, activities, rows.n);
}

static enum status add_captures(struct call *call, const GetTimelineReply *out)
{
    struct rows rows;
    bind_ids(call, out, TIMELINE_ITEM__KIND__CAPTURE);
    TRY(sql(call, &SQL_list_captures, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        TimelineCapture *capture = wire_new(call->arena, &timeline_capture__descriptor);
        row_into(call, &rows, i, capture);
        item_of(out, row_text(&rows, i, "id"))->capture = capture;
    }
    return STATUS_OK;
}

static enum status add_history(struct call *call, const GetTimelineReply *out)
{
    struct rows rows;
    ListHistoricCallsReply *holder = wire_new(call->arena, &list_historic_calls_reply__descriptor);
    bind_ids(call, out, TIMELINE_ITEM__KIND__HISTORIC_CALL);
    TRY(sql(call, &SQL_list_historic_calls_by_id, &rows));
    rows_into(call, &rows, holder, "calls");
    for (size_t i = 0; i < holder->n_calls; i++)
        item_of(out, holder->calls[i]->id)->historic_call = holder->calls[i];
    return history_complete(call, holder->calls, holder->n_calls);
}

/* CUS-22: what is shown is searched, so that nobody learns by searching what is masked. */
static bool says(const Activity *activity, const char *text)
{
    const char *const said[] = {activity->need, activity->concern, activity->feedback, activity->note};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i] && strcasestr(said[i], text))
            return true;
    return false;
}

/* Keeps the first `size` that say it; returns how many were looked at. */
static size_t keep_what_says(GetTimelineReply *out, const char *text, size_t size)
{
    size_t kept = 0, looked = 0;
    while (looked < out->n_items && kept < size) {
        TimelineItem *item = out->items[looked++];
        if (says(item->activity, text))
            out->items[kept++] = item;
    }
    out->n_items = kept;
    return looked;
}

static enum status bind_filter(struct call *call, const GetTimelineRequest *in)
{
    const char **kinds = arena_alloc(call->arena, (in->n_kinds + 1) * sizeof *kinds);
    for (size_t i = 0; i < in->n_kinds; i++)
        kinds[i] = enum_word(&timeline_item__kind__descriptor, (int)in->kinds[i]);
    bind_texts(call, "kinds", kinds, in->n_kinds);
    if (!in->text)
        return STATUS_OK;
    if (is_blank(in->text))
        return bad(call, "text", "must not be blank");
    if (in->n_kinds)
        return bad(call, "kinds", "must not be given with a text, which activities have only");
    kinds[0] = "ACTIVITY";
    bind_texts(call, "kinds", kinds, 1);
    bind_int(call, "row_limit", LOOK + 1);
    return STATUS_OK;
}

RPC(Customers, get_timeline, GetTimelineRequest, GetTimelineReply)
{
    struct rows customer, rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(bind_filter(call, in));
    TRY(sql_one(call, &SQL_see_customer, "customer", &customer));
    TRY(sql(call, &SQL_list_timeline, &rows));
    rows_into(call, &rows, out, "items");
    size_t looked = in->text ? LOOK : size;
    looked = out->n_items = rows.n > looked ? looked : rows.n;
    TRY(add_calls(call, out));
    TRY(add_activities(call, out, in->customer_id));
    TRY(add_captures(call, out));
    TRY(add_history(call, out));
    if (in->text)
        looked = keep_what_says(out, in->text, size);
    if (rows.n > looked)
        out->next_page_token = page_token(call, row_time(&rows, looked - 1, "at"), row_text(&rows, looked - 1, "id"));
    return STATUS_OK;
}
