/* SPDX-License-Identifier: Apache-2.0
 * Steps that the handlers share: the master keys, a customer's key, sealed parameters.
 */
#ifndef RECORD_H
#define RECORD_H

#include "dealspine/customers.pb-c.h"
#include "point.h"
#include "schema/rule.h"
#include "service/value.h"

/* Reads the master keys from <DEALSPINE_DIR>/keys and warms the phone metadata. */
enum status customers_open(struct error *error) MUST_CHECK;
const struct seal_master *master(void); /* never changes after the start */

/* Whose key a value is under. */
struct subject {
    const char *id;
    struct seal_key key;
    bool erased; /* the key was destroyed: whatever is unsealed with it is NULL */
};

/* Unwraps the key in the columns `wrapped` and `master_version`. FAILED_PRECONDITION if it was destroyed. */
enum status subject_of_row(struct call *call, const char *id, const struct rows *rows, struct subject *ret) MUST_CHECK;
/* The same of row `row` for those who only read: a destroyed key is no failure. */
enum status subject_of_nth(struct call *call, const char *id, const struct rows *rows, size_t row,
                           struct subject *ret) MUST_CHECK;
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

/* A customer held for a change, perhaps by the name it had before it was merged: what is written under `id` stays its
 * own, `head_id` is whom it belongs to now and whom others are told of. */
struct held {
    const char *id, *head_id, *kind, *owner_path;
    const char *region, *industry, *owner_id; /* may be NULL */
    struct subject subject;
};
/* Locks it within the scope. NOT_FOUND. FAILED_PRECONDITION CUSTOMER_CLOSED: erased. */
enum status hold_customer(struct call *call, const char *id, struct held *ret) MUST_CHECK;
/* The same for what belongs to the customer as it is now: `id` and key are the head's; binds :customer_id to it. */
enum status hold_head(struct call *call, const char *id, struct held *ret) MUST_CHECK;
/* Emits customer.profile_changed with one field. */
void tell_profile(struct call *call, const struct held *held, const char *field);
/* NOT_FOUND unless the id, where given, is of a contact of the customer :customer_id. */
enum status find_contact(struct call *call, const char *contact_id) MUST_CHECK;
/* NOT_FOUND unless the id, where given, is of a department of the customer. Binds :department. */
enum status find_department(struct call *call, const char *department_id, const char *customer_id) MUST_CHECK;
/* INVALID_ARGUMENT on "competitor" unless the code, where given, stands in the register. */
enum status check_competitor(struct call *call, const char *code) MUST_CHECK;
/* The newest schema of the industry. NOT_FOUND: it has none. */
enum status attribute_schema_of(struct call *call, const char *industry, AttributeSchema **ret) MUST_CHECK;
/* What people may see of a sealed text: long numbers and addresses in it masked. NULL stays NULL. */
enum status row_unseal_masked(struct call *call, const struct rows *rows, size_t row, const char *column,
                              const struct subject *subject, const char *label, const char **ret_text) MUST_CHECK;

/* Binds :name_sealed :name_masked :name_tokens; all NULL for a blank name. */
void bind_name(struct call *call, const struct subject *subject, const char *name);
/* Binds :org_blind, by which an organisation of the same name is found; SQL NULL of a PERSON and for a blank name. */
void bind_org_name(struct call *call, const char *kind, const char *name);
/* What a clean registration number is found and locked by; NULL stays NULL. */
const char *registration_blind(struct call *call, const char *clean);
/* Binds :registration_sealed :registration_masked :registration_blind of a clean number; all NULL for NULL. */
void bind_registration(struct call *call, const struct subject *subject, const char *clean);
/* INVALID_ARGUMENT on `field` unless the given point is valid. */
enum status check_point(struct call *call, const char *field, const struct point *point) MUST_CHECK;
/* Adds a valid point to the record of `subject`, for the customer `head_id`; `ret` is NULL if that has it, or another one
 * has and it must be nobody else's. The caller has locked the point's blinds. */
enum sharing { POINT_MAY_BE_SHARED, POINT_OF_NOBODY_ELSE };
enum status add_point(struct call *call, const struct point *point, const struct subject *subject,
                      const char *head_id, const char *contact_id, enum sharing sharing, const char *owner_path,
                      ContactPoint **ret) MUST_CHECK;
/* Makes others that write one of these points, or the registration number of the blind `also` (NULL: none), wait. */
enum status lock_points(struct call *call, const struct point *const *points, size_t n, const char *also) MUST_CHECK;
/* INVALID_ARGUMENT unless `purpose` is "*" or known. */
enum status check_purpose(struct call *call, const char *purpose) MUST_CHECK;

int64_t time_of(const Google__Protobuf__Timestamp *at, int64_t fallback_us); /* microseconds */
int enum_number(const ProtobufCEnumDescriptor *type, const char *word); /* of an enum's value by its name; 0: none */

#endif
