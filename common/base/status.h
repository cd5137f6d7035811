/* SPDX-License-Identifier: Apache-2.0
 * The sixteen gRPC codes, and the one struct in which a failure travels below the service floor.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(nth, first) __attribute__((__format__(__printf__, nth, first)))

/* Numbers are those of gRPC, so that wire, HTTP and client libraries speak of the same thing. */
enum status {
    STATUS_OK = 0,
    STATUS_CANCELLED = 1,
    STATUS_UNKNOWN = 2,
    STATUS_INVALID_ARGUMENT = 3,    /* the request is wrong whatever the state: field, rule and shape are named */
    STATUS_DEADLINE_EXCEEDED = 4,
    STATUS_NOT_FOUND = 5,
    STATUS_ALREADY_EXISTS = 6,
    STATUS_PERMISSION_DENIED = 7,
    STATUS_RESOURCE_EXHAUSTED = 8,
    STATUS_FAILED_PRECONDITION = 9, /* the request is right, the state is not */
    STATUS_ABORTED = 10,            /* somebody else was faster: read again and repeat */
    STATUS_OUT_OF_RANGE = 11,
    STATUS_UNIMPLEMENTED = 12,
    STATUS_INTERNAL = 13,
    STATUS_UNAVAILABLE = 14,
    STATUS_DATA_LOSS = 15,
    STATUS_UNAUTHENTICATED = 16
};

/* Was the command executed? An UNCERTAIN one may be repeated only under the same idempotency key. */
enum executed { EXECUTED_NO = 0, EXECUTED_YES = 1, EXECUTED_UNCERTAIN = 2 };

struct error {
    enum status status;
    enum executed executed;
    uint32_t retry_after_ms; /* 0: no advice */
    char field[64];          /* the request field at fault, "" if none */
    char reason[48];         /* UPPER_SNAKE word for machines, "" if the status says it all */
    char message[320];       /* a sentence for people; never a personal value */
};

/* Records a failure in `error` (reason and field are cleared) and returns `status`.
 * `error` may be NULL. `status` is never STATUS_OK. */
enum status fail_with(struct error *error, enum status status, const char *format, ...) PRINTF(3, 4);

/* Lower-case Connect code, "invalid_argument"; "ok" for STATUS_OK. Static. */
const char *status_word(enum status status);

/* Ends the function with the status of `expr` unless it is STATUS_OK. */
#define TRY(expr)                                                                                  \
    do {                                                                                           \
        enum status try_status_ = (expr);                                                          \
        if (try_status_ != STATUS_OK)                                                              \
            return try_status_;                                                                    \
    } while (0)

#endif
