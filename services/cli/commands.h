/* SPDX-License-Identifier: Apache-2.0
 * The commands of main.c's table, each in its own file.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "command.h"

int init_run(const char *dir, int argc, char **argv);
int setup_run(const char *dir, int argc, char **argv);
int health_run(const char *dir, int argc, char **argv);
int up_run(const char *dir, int argc, char **argv);
int down_run(const char *dir, int argc, char **argv);
int scale_run(const char *dir, int argc, char **argv);
int status_run(const char *dir, int argc, char **argv);
int call_run(const char *dir, int argc, char **argv);
int fetch_run(const char *dir, int argc, char **argv);
int events_run(const char *dir, int argc, char **argv);
int dlq_run(const char *dir, int argc, char **argv);
int replay_run(const char *dir, int argc, char **argv);
int verify_run(const char *dir, int argc, char **argv);
int states_run(const char *dir, int argc, char **argv);
int backup_run(const char *dir, int argc, char **argv);
int restore_run(const char *dir, int argc, char **argv);
int bench_run(const char *dir, int argc, char **argv);
int import_run(const char *dir, int argc, char **argv);
int recording_run(const char *dir, int argc, char **argv);
int demo_run(const char *dir, int argc, char **argv);

#endif
