/* SPDX-License-Identifier: Apache-2.0
 * Who may give what: administrators act within their scope, and nobody grants more than he holds.
 */
#ifndef GIVING_H
#define GIVING_H

#include "dealspine/identity.pb-c.h"
#include "service/service.h"

/* NOT_FOUND "no such <noun>" unless `path` begins with the scope of the call's permission. */
enum status within_scope(struct call *call, const char *noun, const char *path) MUST_CHECK;

/* PERMISSION_DENIED unless the scope of the call's permission is ALL: roles and calendars count everywhere. */
enum status over_all(struct call *call) MUST_CHECK;

/* PERMISSION_DENIED, reason MORE_THAN_HELD, when `roles`, held at `path`, allow more than the caller may do. */
enum status may_give_roles(struct call *call, const char *const *roles, size_t n, const char *path) MUST_CHECK;

/* The same for grants that count wherever somebody holds the role. */
enum status may_give_grants(struct call *call, RoleGrant *const *grants, size_t n) MUST_CHECK;

/* The same for the roles that a user locked by user_lock() has, at the place where he is. */
enum status may_give_his_roles(struct call *call, const struct rows *user) MUST_CHECK;

#endif
