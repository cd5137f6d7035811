/* SPDX-License-Identifier: Apache-2.0
 * Opening tasks to care for customers.
 */
#ifndef CARING_H
#define CARING_H

#include "care.h"
#include "record.h"

/* A task that opens. */
struct caring {
    const char *customer_id, *head_id;    /* the record, and the customer it belongs to */
    const char *contact_id;               /* NULL: the customer's own day */
    const char *owner_id, *owner_path;    /* NULL owner: nobody's */
    const char *occasion, *action;        /* names of the enums' values */
    const char *subject, *source;         /* what it is for; what it comes from, once in each year */
    int64_t in_year;
    const char *due_on;                   /* date */
    const struct subject *sealed_for;     /* whose day it is; NULL: no secret */
};
/* Emits care_date.due. `ret_id` may be NULL. */
enum status care_open(struct call *call, const struct caring *caring, const char **ret_id) MUST_CHECK;

/* Opens tasks of the job's rule or, without one, of single customers' days: at most CARE_SOME. `ret_more`: there may be
 * others, after `ret_last`. */
enum { CARE_SOME = 500 };
enum status care_round(struct call *call, const CareJob *in, bool *ret_more, const char **ret_last) MUST_CHECK;

/* Looks anew for what is near: a person's day has become known. */
enum status care_soon(struct call *call) MUST_CHECK;

/* Binds :birthday_blind of a birth date; SQL NULL without one. */
void bind_birthday(struct call *call, const char *birth_date);

/* A task of a row with the columns of sql/list_care_tasks.sql, with its day; the call's. */
enum status care_task_of(struct call *call, const struct rows *rows, size_t row, CareTask **ret) MUST_CHECK;

#endif
