/* SPDX-License-Identifier: Apache-2.0
 * Sessions of users of this machine, kept in <dir>/sessions/<login> (0600) so that a command need not sign in again.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <jansson.h>

/* The token of a session that lasts another minute; yours, NULL if there is none. */
char *session_read(const char *dir, const char *login);
/* Keeps `reply` of SignIn ("token", "expiresAt"). A folder that can't be written costs the next command a sign-in. */
void session_write(const char *dir, const char *login, const json_t *reply);

#endif
