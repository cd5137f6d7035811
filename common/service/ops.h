/* SPDX-License-Identifier: Apache-2.0
 * What every service serves of proto/dealspine/ops.proto for itself; the handlers are in rpc/.
 */
#ifndef SERVICE_OPS_H
#define SERVICE_OPS_H

#include "dealspine/ops.pb-c.h"
#include "service/batch.h"

extern const Ops_Service ops_table;

enum { OPS_PAGE = 50 };

/* Where a page of rows ordered by time, number and id begins. `id` NULL: at the beginning. */
struct ops_place {
    int64_t at_us, pos;
    const char *id;
};
const char *ops_place_write(struct arena *arena, const struct ops_place *place);
/* INVALID_ARGUMENT for what ops_place_write() did not give. NULL or "" is the beginning. */
enum status ops_place_read(struct call *call, const char *token, struct ops_place *ret) MUST_CHECK;
/* Binds :after_at, :after_pos, :after_id and :one_more. */
void ops_place_bind(struct call *call, const struct ops_place *place, size_t page_size);

int64_t ops_us(const Google__Protobuf__Timestamp *at); /* 0 for NULL */

/* Fills `letter` from a row of dead_letter_list or dead_letter_get. */
void ops_letter(struct call *call, const struct rows *rows, size_t row, DeadLetter *letter);

/* The event of a row of event_find_id or event_find_correlation; the call's. */
Event *ops_event(struct call *call, const struct rows *rows, size_t row);

/* Keeps in the record what is done about `letter` and gives that record, or the one that waits already. */
enum status ops_record(struct call *call, const char *action, const char *state, const DeadLetter *letter,
                       Repair **ret) MUST_CHECK;
/* The repair of this id, or the one that waits for the same aggregate; NULL if neither is there. */
enum status ops_repair(struct call *call, const char *id, const char *domain, const char *agg_id,
                       Repair **ret) MUST_CHECK;
const char *ops_new_id(struct call *call);

#endif
