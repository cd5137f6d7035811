/* SPDX-License-Identifier: Apache-2.0 */
#include "duplicates.h"
#include "name.h"
#include "registration.h"
#include "rooms.h"

enum { SEARCHES_A_MINUTE = 60, HITS_DEFAULT = 20, RETRY_MS = 10000 };

static enum status check_rate(struct call *call)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_count_searches, "count", &rows));
    if (row_int(&rows, 0, "lately") < SEARCHES_A_MINUTE)
        return STATUS_OK;
    fail_for(call, STATUS_RESOURCE_EXHAUSTED, "SEARCH_RATE", "more than %d searches in a minute", SEARCHES_A_MINUTE);
    call->error.retry_after_ms = RETRY_MS;
    return STATUS_RESOURCE_EXHAUSTED;
}

/* The only criterion given. */
static enum status criterion_of(struct call *call, const SearchCustomersRequest *in, const char **ret)
{
    const char *const values[] = {in->phone, in->email, in->last_four, in->name_prefix, in->registration_number};
    static const char *const names[] = {"phone", "email", "last_four", "name_prefix", "registration_number"};
    size_t n = 0;
    for (size_t i = 0; i < 5; i++)
        if (!is_blank(values[i])) {
            *ret = names[i];
            n++;
        }
    if (n != 1)
        return bad(call, "phone", "exactly one of phone, email, last_four, name_prefix and registration_number must be "
                   "given, there are %zu", n);
    return STATUS_OK;
}

static enum status bind_point(struct call *call, const SearchCustomersRequest *in, const char *field)
{
    bool is_phone = in->phone && field[0] == 'p';
    struct point point = point_read(master(), is_phone ? CONTACT_POINT__KIND__PHONE : CONTACT_POINT__KIND__EMAIL,
                                    is_phone ? in->phone : in->email, in->region, call->arena);
    TRY(check_point(call, field, &point));
    bind_texts(call, "blinds", point.blinds, point.n_blinds);
    bind_texts(call, "fours", point.blinds, 0);
    return STATUS_OK;
}

static enum status bind_last_four(struct call *call, const char *digits)
{
    const char *tokens[SEAL_VERSIONS];
    for (size_t i = 0; i < master()->n; i++)
        if (!(tokens[i] = last_four_token(master(), i, digits, call->arena)))
            return bad(call, "last_four", "must be four digits");
    bind_texts(call, "fours", tokens, master()->n);
    bind_texts(call, "blinds", tokens, 0);
    return STATUS_OK;
}

static enum status bind_name_prefix(struct call *call, const char *prefix)
{
    const char *tokens[SEAL_VERSIONS];
    const char *beginning = name_beginning(call->arena, name_key(call->arena, prefix));
    if (!beginning)
        return bad(call, "name_prefix", "must have two characters or more, blanks and punctuation do not count");
    for (size_t i = 0; i < master()->n; i++)
        tokens[i] = seal_index(master(), i, "name", beginning, call->arena);
    bind_texts(call, "tokens", tokens, master()->n);
    return STATUS_OK;
}

static enum status bind_number(struct call *call, const SearchCustomersRequest *in)
{
    const char *clean = registration_clean(call->arena, in->registration_number, in->region);
    if (!clean)
        return bad(call, "registration_number", "must be one of the region");
    bind_blinds_of(call, "blinds", "registration", clean);
    return STATUS_OK;
}

static enum status search(struct call *call, const SearchCustomersRequest *in, const char *field, struct rows *ret_rows)
{
    if (text_equal(field, "name_prefix")) {
        TRY(bind_name_prefix(call, in->name_prefix));
        return sql(call, &SQL_search_names, ret_rows);
    }
    if (text_equal(field, "registration_number")) {
        TRY(bind_number(call, in));
        return sql(call, &SQL_search_registrations, ret_rows);
    }
    TRY(text_equal(field, "last_four") ? bind_last_four(call, in->last_four) : bind_point(call, in, field));
    return sql(call, &SQL_search_points, ret_rows);
}

RPC(Customers, search_customers, SearchCustomersRequest, SearchCustomersReply)
{
    struct rows rows, ignored;
    const char *field = NULL, *scope = NULL;
    size_t page = in->has_page_size ? in->page_size : HITS_DEFAULT;
    TRY(criterion_of(call, in, &field));
    TRY(check_rate(call));
    call_may(call, "customers.read", &scope);
    bind_text(call, "scope_of_reading", scope);
    bind_int(call, "limit", (int64_t)page + 1);
    TRY(search(call, in, field, &rows));
    rows_into(call, &rows, out, "hits");
    out->has_more = 1;
    out->more = rows.n > page;
    out->n_hits = out->more ? page : rows.n;
    bind_text(call, "criterion", field);
    bind_int(call, "hits", (int64_t)out->n_hits);
    return sql(call, &SQL_add_search_audit, &ignored);
}
