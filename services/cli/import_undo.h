/* SPDX-License-Identifier: Apache-2.0
 * `dealspine import undo BULK_ID`.
 */
#ifndef CLI_IMPORT_UNDO_H
#define CLI_IMPORT_UNDO_H

/* As a command's run(): argv[0] is "undo". */
int import_undo_run(const char *dir, int argc, char **argv);

#endif
