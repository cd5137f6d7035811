/* SPDX-License-Identifier: Apache-2.0
 * The statements of till/sql and book/sql, acted out.
 */
#include <stdlib.h>
#include <string.h>

#include "statements.h"

static const char *insert(struct running *run, const char *name, const char *const *values, size_t n)
{
    struct table *table = table_in(run, name);
    struct row *row = row_make(table, number_text(run, (int64_t)table->n + 1));
    const char *failure = row_lock(run->session, row);
    if (failure)
        return failure;
    row_put(row, values, n);
    run->result->changed = 1;
    return NULL;
}

static const char *run_account_add(struct running *run)
{
    static const char *const columns[] = {"balance"};
    struct row *row = row_make(table_in(run, "account"), param(run, "account_id"));
    const char *failure = row_lock(run->session, row);
    if (failure)
        return failure;
    const char *const *was = row_seen(run->session, row);
    int64_t amount = param(run, "amount") ? strtoll(param(run, "amount"), NULL, 10) : 0;
    const char *balance = number_text(run, (was ? strtoll(was[0], NULL, 10) : 0) + amount);
    row_put(row, &balance, 1);
    run->result->names = columns;
    run->result->n_columns = 1;
    run->result->changed = 1;
    result_row(run->result, &balance);
    return NULL;
}

static const char *run_deposit_add(struct running *run)
{
    const char *values[] = {param(run, "op_id"), param(run, "account_id"), param(run, "amount")};
    if (!values[2] || strtoll(values[2], NULL, 10) < 1)
        return "23514";
    return insert(run, "deposit", values, 3);
}

static const char *run_reminded_add(struct running *run)
{
    const char *values[] = {param(run, "op_id"), param(run, "due_us"), number_text(run, database_now_us(run->session))};
    return insert(run, "reminded", values, 3);
}

static const char *run_sealed_add(struct running *run)
{
    const char *values[] = {param(run, "op_id"), param(run, "pos")};
    return insert(run, "sealed", values, 2);
}

static const char *run_posting_add(struct running *run)
{
    const char *values[] = {param(run, "op_id"), param(run, "account_id"), param(run, "pos"), param(run, "agg_ver")};
    return insert(run, "posting", values, 4);
}

static const char *run_posting_count(struct running *run)
{
    static const char *const columns[] = {"times"};
    const struct table *postings = table_in(run, "posting");
    int64_t n = 0;
    for (size_t i = 0; i < postings->n; i++) {
        const char *const *posting = row_seen(run->session, postings->rows[i]);
        n += posting && strcmp(posting[0], param(run, "op_id")) == 0;
    }
    const char *times = number_text(run, n);
    run->result->names = columns;
    run->result->n_columns = 1;
    result_row(run->result, &times);
    return NULL;
}

const struct known bank_statements[] = {
    {"account_add", run_account_add}, {"deposit_add", run_deposit_add}, {"reminded_add", run_reminded_add},
    {"sealed_add", run_sealed_add}, {"posting_add", run_posting_add}, {"posting_count", run_posting_count},
};
const size_t bank_n_statements = sizeof bank_statements / sizeof *bank_statements;
