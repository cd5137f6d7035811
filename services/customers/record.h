/* SPDX-License-Identifier: Apache-2.0
 * Steps that the handlers share: the master keys, a customer's key, sealed parameters, paging, times.
 */
#ifndef RECORD_H
#define RECORD_H

#include "dealspine/customers.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "point.h"
#include "service/service.h"

/* Reads the master keys from <DEALSPINE_DIR>/keys and warms the phone metadata. */
enum status customers_open(struct error *error) MUST_CHECK;
const struct seal_master *master(void); /* never changes after the start */

/* Whose key a value is under. */
struct subject {
    const char *id;
    struct seal_key key;
};

/* Unwraps the key in the columns `wrapped` and `master_version`. FAILED_PRECONDITION if it was destroyed. */
enum status subject_of_row(struct call *call, const char *id, const struct rows *rows, struct subject *ret) MUST_CHECK;
/* Makes a key for `id` and binds :wrapped and :master_version. */
void subject_new(struct call *call, const char *id, struct subject *ret);
/* Binds the sealed text, or SQL NULL. */
void bind_sealed(struct call *call, const char *name, const struct subject *subject, const char *label,
                 const char *text);
/* The text of a sealed column; NULL stays NULL. */
enum status row_unseal(struct call *call, const struct rows *rows, size_t row, const char *column,
                       const struct subject *subject, const char *label, const char **ret_text) MUST_CHECK;

/* Locks a customer within the scope. NOT_FOUND. */
enum status lock_customer(struct call *call, const char *id, struct rows *ret_rows) MUST_CHECK;
/* FAILED_PRECONDITION CUSTOMER_CLOSED unless the row's customer may change; unwraps its key. */
enum status open_customer(struct call *call, const struct rows *rows, struct subject *ret) MUST_CHECK;

/* Binds :name_sealed :name_masked :name_tokens; all NULL for a blank name. */
void bind_name(struct call *call, const struct subject *subject, const char *name);
/* INVALID_ARGUMENT on `field` unless the given point is valid. */
enum status check_point(struct call *call, const char *field, const struct point *point) MUST_CHECK;
/* Adds a valid point to the customer; `ret` is NULL if it has it. The caller has locked the point's blinds. */
enum status add_point(struct call *call, const struct point *point, const struct subject *subject,
                      const char *contact_id, const char *owner_path, ContactPoint **ret) MUST_CHECK;
/* Makes others that write one of these points wait. */
enum status lock_points(struct call *call, const struct point *const *points, size_t n) MUST_CHECK;
/* INVALID_ARGUMENT unless `purpose` is "*" or known. */
enum status check_purpose(struct call *call, const char *purpose) MUST_CHECK;

const char *new_id(struct call *call);
int64_t time_of(const Google__Protobuf__Timestamp *at, int64_t fallback_us); /* microseconds */
Google__Protobuf__Timestamp *timestamp(struct call *call, int64_t us);
/* ABORTED VERSION_DIFFERS unless none or the present one was named. */
enum status expect_version(struct call *call, bool given, uint64_t expected, int64_t present) MUST_CHECK;
const char *enum_word(const ProtobufCEnumDescriptor *type, int number); /* its name; NULL if unknown */
int enum_number(const ProtobufCEnumDescriptor *type, const char *word);

#endif
