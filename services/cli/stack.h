/* SPDX-License-Identifier: Apache-2.0
 * The stack's folder: where everything lies, and who runs it.
 */
#ifndef CLI_STACK_H
#define CLI_STACK_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/status.h"

enum { SERVICES_MAX = 16, RUN_DIR_MAX = 68 /* so that every socket's name keeps within 107 bytes */ };

struct stack {
    char dir[PATH_MAX];         /* absolute */
    char run_dir[PATH_MAX];     /* sockets; <dir>/run, or a short folder of its own */
    char bin_dir[PATH_MAX];     /* of this program; the services' programs lie beside it */
    const char *services[SERVICES_MAX]; /* in starting order, ended by NULL */
    int64_t port;               /* of the gateway */
    int64_t workers;            /* of each service; 0: its default */
    unsigned replicas[SERVICES_MAX]; /* wished for, as in stack_words */
    bool no_redis;              /* none of its own was wished for */
    bool has_redis;             /* a private one is run */
    char listen_host[48];       /* services also listen over TCP there; "": they do not */
    int64_t listen_port;        /* of the first */
    int lock;                   /* held while the stack runs; -1: not held */
};

/* Words of all services in starting order, ended by NULL; the gateway is the last. */
extern const char *const stack_words[];

/* `dir`/`name`; static, valid until the fourth call from now. */
const char *stack_path(const struct stack *stack, const char *name);

/* Where the programs are: beside this one. */
enum status stack_find_programs(struct stack *stack, struct error *error) MUST_CHECK;

/* Makes the folders (0700) and settles the run folder. UNAVAILABLE says which can't be made. */
enum status stack_make(struct stack *stack, struct error *error) MUST_CHECK;
/* Removes a run folder that lies outside the stack's. */
void stack_sweep(const struct stack *stack);

/* Takes the lock; false if another process runs the stack. */
bool stack_lock(struct stack *stack);
/* The process that runs the stack of `dir`; 0 if none does. */
pid_t stack_runner(const char *dir);

/* The port the stack had, or one that is free: 8080 or the next. `wanted` 0: any. UNAVAILABLE if `wanted` is taken. */
enum status stack_pick_port(const char *dir, int64_t wanted, int64_t *ret_port, struct error *error) MUST_CHECK;

/* Keeps only the services named in `list` (blank-separated; NULL: all). INVALID_ARGUMENT for a word that is no service's;
 * FAILED_PRECONDITION names those that have no program. */
enum status stack_pick_services(struct stack *stack, const char *list, struct error *error) MUST_CHECK;

#endif
