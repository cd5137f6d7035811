/* SPDX-License-Identifier: Apache-2.0 */
#include "duplicates.h"

#include "name.h"
#include "rooms.h"

enum { MOST_POINTS = 2 };

void bind_blinds_of(struct call *call, const char *name, const char *label, const char *normal)
{
    const char *blinds[SEAL_VERSIONS];
    size_t n = normal && *normal ? master()->n : 0;
    for (size_t i = 0; i < n; i++)
        blinds[i] = seal_index(master(), i, label, normal, call->arena);
    bind_texts(call, name, blinds, n);
}

static void bind_scope_of_reading(struct call *call)
{
    const char *scope = NULL;
    call_may(call, "customers.read", &scope);
    bind_text(call, "scope_of_reading", scope);
}

static void tell(struct call *call, const char *duplicate_id, const char *customer_id, const char *other_id,
                 const char *reason, const char *owner_path)
{
    CustomerDuplicateSuspected suspected = CUSTOMER_DUPLICATE_SUSPECTED__INIT;
    suspected.duplicate_id = duplicate_id;
    suspected.customer_id = customer_id;
    suspected.other_id = other_id;
    suspected.has_reason = 1;
    suspected.reason = (DuplicatePair__Reason)enum_number(&duplicate_pair__reason__descriptor, reason);
    emit(call, &suspected, "customer", customer_id, owner_path);
}

static enum status bind_identity(struct call *call, const struct rows *rows, const char *customer_id)
{
    struct subject subject;
    const char *name, *number;
    TRY(subject_of_row(call, customer_id, rows, &subject));
    TRY(row_unseal(call, rows, 0, "name_sealed", &subject, "name", &name));
    TRY(row_unseal(call, rows, 0, "registration_sealed", &subject, "registration", &number));
    bind_blinds_of(call, "registration_blinds", "registration", number);
    bind_blinds_of(call, "org_blinds", "org_name", name ? name_org_key(call->arena, name) : NULL);
    bind_text(call, "suspect_region", row_text(rows, 0, "region"));
    return STATUS_OK;
}

enum status suspect_same(struct call *call, const char *customer_id, const char *owner_path, struct rows *ret_hits)
{
    struct rows rows;
    *ret_hits = (struct rows){0};
    bind_text(call, "suspect_id", customer_id);
    TRY(sql(call, &SQL_get_identity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(bind_identity(call, &rows, customer_id));
    bind_scope_of_reading(call);
    TRY(sql(call, &SQL_suspect_same, ret_hits));
    for (size_t i = 0; i < ret_hits->n; i++)
        if (!row_is_null(ret_hits, i, "duplicate_id"))
            tell(call, row_text(ret_hits, i, "duplicate_id"), customer_id, row_text(ret_hits, i, "customer_id"),
                 row_text(ret_hits, i, "reason"), owner_path);
    return STATUS_OK;
}

enum status suspect_pair(struct call *call, const char *customer_id, const char *other_id, const char *reason,
                         const char *owner_path)
{
    struct rows rows;
    bind_text(call, "suspect_id", customer_id);
    bind_text(call, "other_id", other_id);
    bind_text(call, "suspect_reason", reason);
    TRY(sql(call, &SQL_suspect_pair, &rows));
    if (rows.n)
        tell(call, row_text(&rows, 0, "duplicate_id"), customer_id, other_id, reason, owner_path);
    return STATUS_OK;
}

enum status same_point(struct call *call, const struct point *const *points, size_t n, const char *head_id,
                       struct rows *ret_hits)
{
    const char *blinds[MOST_POINTS * SEAL_VERSIONS];
    size_t count = 0;
    for (size_t i = 0; i < n && i < MOST_POINTS; i++)
        for (size_t k = 0; points[i]->valid && k < points[i]->n_blinds; k++)
            blinds[count++] = points[i]->blinds[k];
    *ret_hits = (struct rows){0};
    if (count == 0)
        return STATUS_OK;
    bind_texts(call, "blinds", blinds, count);
    bind_text(call, "head_id", head_id);
    bind_scope_of_reading(call);
    return sql(call, &SQL_list_same_point, ret_hits);
}
