/* SPDX-License-Identifier: Apache-2.0
 * The stack's private Postgres 15: a cluster in <dir>/pg/data that listens on a unix socket in the run folder only,
 * one role and one schema per service. Postgres refuses root: there it runs in a user namespace of its own that maps root
 * to an ordinary user or, where none can be had, as the user postgres or nobody, if need be with the one capability to
 * walk into a folder that only root may enter.
 */
#ifndef CLI_POSTGRES_H
#define CLI_POSTGRES_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/status.h"
#include "stack.h"

/* Makes the cluster if there is none yet, which `ret_fresh` tells (may be NULL), and waits for a server left over from
 * a killed supervisor. UNAVAILABLE names what is missing or failed, and the log. */
enum status postgres_prepare(const struct stack *stack, bool *ret_fresh, struct error *error) MUST_CHECK;

/* The server's command line, the arena's, ended by NULL. */
const char *const *postgres_command(const struct stack *stack, struct arena *arena);

/* Does the server with this pid take connections? */
bool postgres_is_ready(const struct stack *stack, pid_t pid);

/* Database, roles, schemas and passwords, as they should be. */
enum status postgres_roles(const struct stack *stack, struct error *error) MUST_CHECK;

/* The same at a server that others run, as its superuser "dealspine" with the password that postgres_password() made. */
enum status postgres_roles_at(const struct stack *stack, const char *host, struct error *error) MUST_CHECK;
enum status postgres_password(const struct stack *stack, struct error *error) MUST_CHECK;
const char *postgres_dsn_at(const struct stack *stack, const char *host, const char *role, struct arena *arena);

#define POSTGRES_BIN "/usr/lib/postgresql/15/bin/"
#define POSTGRES_SCRIPT_LOG "log/backup.log"

/* For Postgres' own programs: this process's environment with server, owner and database, and `add` (NULL-terminated
 * NAME=value; may be NULL). The arena's; NULL before the first postgres_roles(). */
const char *const *postgres_environment(const struct stack *stack, const char *host, const char *database, const char *const *add,
                                        struct arena *arena);

struct postgres_script {
    const char *host;                /* of the server; NULL: the stack's own */
    const char *text;                /* for psql, as the owner of the database */
    const char *schemas;             /* its variable of this name */
    const char *const *environment;  /* more for it, NULL-terminated NAME=value; may be NULL */
    const char *output;              /* file for what its statements give, columns apart by blanks; NULL: none is kept */
};

/* Its exit status: 0 when every statement was good. What it complains of stands in <dir>/log/backup.log. */
int postgres_run(const struct stack *stack, const struct postgres_script *script);

/* A server for a while, without a supervisor: starts it on a cluster that postgres_prepare() has made, waits for it, and
 * makes the roles. UNAVAILABLE: it does not start. It ends with this process, or by postgres_end(). */
enum status postgres_begin(const struct stack *stack, pid_t *ret_pid, struct error *error) MUST_CHECK;
void postgres_end(pid_t pid);

/* Connection string of a service's role; "dealspine" owns the cluster. The arena's; NULL before the first
 * postgres_roles(). */
const char *postgres_dsn(const struct stack *stack, const char *role, struct arena *arena);

#endif
