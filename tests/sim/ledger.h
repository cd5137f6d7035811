/* SPDX-License-Identifier: Apache-2.0
 * What those outside know: the operations they asked for with what they were answered, and the events that a subscriber
 * was given. It outlives every process.
 */
#ifndef SIM_LEDGER_H
#define SIM_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CALLERS = 4, OPS_EACH = 12, OPS = CALLERS * OPS_EACH, ACCOUNTS = 5 };

enum op_state { OP_OPEN, OP_ACKNOWLEDGED, OP_REFUSED, OP_GIVEN_UP };

struct op {
    char id[37];
    const char *account;
    int64_t amount;      /* below 1: is to be refused */
    uint32_t remind_ms;  /* 0: not */
    enum op_state state;
    int64_t balance;     /* as answered */
    unsigned tries;
};

struct told { /* an event that a subscriber got */
    uint64_t pos, agg_ver;
    char agg_id[37];
};

struct ledger {
    struct op ops[OPS];
    char accounts[ACCOUNTS][37];
    struct told *told;
    size_t n_told, told_room;
    unsigned char cursor[256]; /* of the subscriber */
    size_t cursor_size;
    uint64_t read_own, unanswered; /* how much of it there was */
};
extern struct ledger ledger;

void ledger_fill(void); /* chooses the operations */

/* The gateway: its process's main(), given the folders. */
struct folders {
    char run[128], keys[128], trust[128];
};
extern struct folders folders;
void gateway_main(void *context);

#endif
