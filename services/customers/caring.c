/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"

#include "rooms.h"
#include "wire/pack.h"

#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)
#define ROUND_US (2 * SECOND_US)

/* ---- one task ---- */

static void tell_due(struct call *call, const struct caring *caring, const char *id)
{
    CareDateDue due = CARE_DATE_DUE__INIT;
    due.care_task_id = id;
    due.customer_id = caring->head_id;
    due.contact_id = caring->contact_id;
    due.has_occasion = due.has_action = 1;
    due.occasion = (CareTask__Occasion)enum_number(&care_task__occasion__descriptor, caring->occasion);
    due.action = (CareTask__Action)enum_number(&care_task__action__descriptor, caring->action);
    due.subject = caring->subject;
    due.owner_id = caring->owner_id;
    emit(call, &due, "care_task", id, caring->owner_path);
}

enum status care_open(struct call *call, const struct caring *caring, const char **ret_id)
{
    const char *id = new_id(call);
    bind_text(call, "id", id);
    bind_text(call, "customer_id", caring->customer_id);
    bind_text(call, "contact_id", caring->contact_id);
    bind_text(call, "occasion", caring->occasion);
    bind_text(call, "subject", caring->subject);
    bind_text(call, "action", caring->action);
    bind_text(call, "source", caring->source);
    bind_int(call, "in_year", caring->in_year);
    bind_text(call, "due_on", caring->sealed_for ? NULL : caring->due_on);
    if (caring->sealed_for)
        bind_sealed(call, "due_sealed", caring->sealed_for, "care_task", caring->due_on);
    else
        bind_text(call, "due_sealed", NULL);
    TRY(sql_later(call, &SQL_add_care_task));
    tell_due(call, caring, id);
    if (ret_id)
        *ret_id = id;
    return STATUS_OK;
}

static enum status open_row(struct call *call, const struct rows *rows, size_t row)
{
    struct subject subject;
    const struct caring caring = {
        .customer_id = row_text(rows, row, "customer_id"),
        .head_id = row_text(rows, row, "head_id"),
        .contact_id = row_text(rows, row, "contact_id"),
        .owner_id = row_text(rows, row, "owner_id"),
        .owner_path = row_text(rows, row, "owner_path"),
        .occasion = row_text(rows, row, "occasion"),
        .action = row_text(rows, row, "action"),
        .subject = row_text(rows, row, "subject"),
        .source = row_text(rows, row, "source"),
        .in_year = row_int(rows, row, "in_year"),
        .due_on = row_text(rows, row, "due_on"),
        .sealed_for = row_bool(rows, row, "secret") ? &subject : NULL,
    };
    if (caring.sealed_for)
        TRY(subject_of_nth(call, caring.customer_id, rows, row, &subject));
    return care_open(call, &caring, NULL);
}

/* ---- what is near ---- */

/* The keyed hashes of all days of the year that come within `lead_days`, with how many days from now and in which year. */
static void bind_days(struct call *call, const struct care_day *days, unsigned lead_days)
{
    enum { MOST = CARE_DAYS * 2 * CARE_TOKENS };
    static const CareRule__Calendar calendars[] = {CARE_RULE__CALENDAR__SOLAR, CARE_RULE__CALENDAR__CHINESE};
    size_t n = 0, most = MOST * master()->n;
    const char **blinds = arena_alloc(call->arena, most * sizeof *blinds);
    const char **ins = arena_alloc(call->arena, most * sizeof *ins), **years = arena_alloc(call->arena, most * sizeof *years);
    for (unsigned i = 0; i <= lead_days && i < CARE_DAYS; i++)
        for (size_t c = 0; c < 2; c++) {
            const char *tokens[CARE_TOKENS];
            const struct care_date *date = care_date(&days[i], calendars[c]);
            size_t n_tokens = care_tokens(date, calendars[c], call->arena, tokens);
            for (size_t t = 0; t < n_tokens * master()->n; t++) {
                blinds[n] = seal_index(master(), t / n_tokens, "care_day", tokens[t % n_tokens], call->arena);
                ins[n] = arena_printf(call->arena, "%u", i);
                years[n++] = arena_printf(call->arena, "%d", date->year);
            }
        }
    bind_texts(call, "blinds", blinds, n);
    bind_texts(call, "in_days", ins, n);
    bind_texts(call, "in_years", years, n);
}

static enum status find_festival(struct call *call, const CareJob *in, const struct rows *rule,
                                 const struct care_day *days, struct rows *ret)
{
    CareRule__Calendar calendar =
        (CareRule__Calendar)enum_number(&care_rule__calendar__descriptor, row_text(rule, 0, "calendar"));
    int in_days = care_next(days, calendar, (unsigned)row_int(rule, 0, "month"), (unsigned)row_int(rule, 0, "day"),
                            (unsigned)row_int(rule, 0, "lead_days"));
    *ret = (struct rows){0};
    if (in_days < 0)
        return STATUS_OK;
    bind_int(call, "in_days", in_days);
    bind_int(call, "in_year", care_date(&days[in_days], calendar)->year);
    bind_text(call, "after", in->after_id);
    return sql(call, &SQL_list_festival_customers, ret);
}

static enum status find_near(struct call *call, const CareJob *in, struct rows *ret)
{
    struct rows rule;
    struct care_day *days = arena_alloc(call->arena, CARE_DAYS * sizeof *days);
    TRY(care_days(call->now_us / DAY_US, days, &call->error));
    bind_int(call, "some", CARE_SOME);
    if (!in->rule) {
        bind_days(call, days, CARE_AHEAD);
        return sql(call, &SQL_list_near_dates, ret);
    }
    TRY(sql(call, &SQL_find_care_rule, &rule));
    *ret = (struct rows){0};
    if (rule.n == 0)
        return STATUS_OK;
    if (!text_equal(row_text(&rule, 0, "occasion"), "BIRTHDAY"))
        return find_festival(call, in, &rule, days, ret);
    bind_days(call, days, (unsigned)row_int(&rule, 0, "lead_days"));
    return sql(call, &SQL_list_near_birthdays, ret);
}

enum status care_round(struct call *call, const CareJob *in, bool *ret_more, const char **ret_last)
{
    struct rows rows;
    TRY(find_near(call, in, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(open_row(call, &rows, i));
    *ret_more = rows.n == CARE_SOME;
    *ret_last = *ret_more ? row_text(&rows, rows.n - 1, "customer_id") : NULL;
    return STATUS_OK;
}

enum status care_soon(struct call *call)
{
    CareDayJob job = CARE_DAY_JOB__INIT;
    job.has_soon = job.soon = 1;
    return schedule(call, "care_day", "soon", (call->now_us / ROUND_US + 1) * ROUND_US, &job);
}

void bind_birthday(struct call *call, const char *birth_date)
{
    unsigned month, day;
    const char *blind = NULL;
    if (birth_date) {
        care_of_date(birth_date, &month, &day);
        blind = seal_index_now(master(), "care_day", care_token(CARE_RULE__CALENDAR__SOLAR, month, day, call->arena),
                               call->arena);
    }
    bind_text(call, "birthday_blind", blind);
}

enum status care_task_of(struct call *call, const struct rows *rows, size_t row, CareTask **ret)
{
    struct subject subject;
    CareTask *task = wire_new(call->arena, &care_task__descriptor);
    row_into(call, rows, row, task);
    if (!task->due_on) {
        TRY(subject_of_nth(call, row_text(rows, row, "record_id"), rows, row, &subject));
        TRY(row_unseal(call, rows, row, "due_sealed", &subject, "care_task", &task->due_on));
    }
    *ret = task;
    return STATUS_OK;
}
