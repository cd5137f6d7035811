/* SPDX-License-Identifier: Apache-2.0
 * A user's next state: lock, check, write.
 */
#ifndef STEP_H
#define STEP_H

#include "dealspine/identity.pb-c.h"
#include "service/service.h"

struct step {
    const char *verb;          /* of user_lifecycle; NULL: the state stays */
    bool has_version;
    uint64_t expected_version;
    const char *team_path;     /* NULL: stays */
    const char **roles;        /* n_roles 0: stay */
    size_t n_roles;
    const char *password_hash; /* NULL: stays */
    bool temporary;            /* the password is good for one sign-in */
    struct rows before;        /* filled by user_lock() */
};

/* Locks the user `id` within the caller's scope. NOT_FOUND, ABORTED, FAILED_PRECONDITION when the verb does not lead from its state. */
enum status user_lock(struct call *call, const char *id, struct step *step) MUST_CHECK;
/* Writes what `step` says over what user_lock() found; the user as it is then. */
enum status user_write(struct call *call, const char *id, const struct step *step, User **ret_user) MUST_CHECK;
/* Emits user.activated. */
void user_tell_activated(struct call *call, const User *user);
/* Emits password.changed. */
void user_tell_password(struct call *call, const char *id, const char *path, bool temporary);
/* FAILED_PRECONDITION when the actor would do it to himself: an organisation keeps its last administrator. */
enum status not_oneself(struct call *call, const char *id, const char *what) MUST_CHECK;

#endif
