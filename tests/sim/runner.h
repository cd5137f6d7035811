/* SPDX-License-Identifier: Apache-2.0
 * The command: many seeds, each in a process of its own, as many at once as there are processors.
 */
#ifndef SIM_RUNNER_H
#define SIM_RUNNER_H

/* Exit status: 0 when all is as it should be, 1 when not, 2 for a wrong command line, 3 when a promise is broken. */
int runner_main(int argc, char **argv);

#endif
