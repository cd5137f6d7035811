/* SPDX-License-Identifier: Apache-2.0
 * The demo organisation that a first start loads through the public API.
 */
#ifndef CLI_ORGANISATION_H
#define CLI_ORGANISATION_H

/* Makes teams, users, keys and rules as the administrator "admin" of <dir>/access.json, and adds whom it makes to that
 * file before it makes them, so that a run repeated after a crash finds the secrets it needs. Safe to repeat.
 * 0, or 1 after saying on stderr what failed. */
int organisation_load(const char *dir, const char *base_url);

#endif
