/* SPDX-License-Identifier: Apache-2.0
 * From the command line to the command.
 */
#ifndef CLI_START_H
#define CLI_START_H

#include "command.h"

/* Takes --dir from anywhere before "--", finds the command in the table (ended by a row without name) and runs it. */
int start(const struct command *commands, int argc, char **argv);

#endif
