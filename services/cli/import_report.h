/* SPDX-License-Identifier: Apache-2.0
 * What an import tells: a line of progress while it runs, refused rows, the summary.
 */
#ifndef CLI_IMPORT_REPORT_H
#define CLI_IMPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/status.h"

struct import_report {
    uint64_t read, created, existed, refused; /* rows */
    uint64_t updated;                         /* were there and have changed */
    uint64_t kept;                            /* differ from what is there in something that stays as it came first */
    const char *bulk_id, *encoding;           /* names of the file's content and of its encoding */
    uint64_t repeats;                         /* requests sent again */
    int64_t started_ms;                       /* monotonic, as are the others */
    int64_t answered_ms;                      /* when the last row was answered */
    int64_t settled_ms;                       /* when every consumer had read it all; 0: not known */
    bool dry_run, changes, json; /* changes: what is there may be changed */
    FILE *errors;    /* NULL: the first few refused rows go to stderr */
    int64_t told_ms; /* of the last line of progress */
};

/* Opens the error file, with its header, where `path` is given. UNAVAILABLE names the path. */
enum status report_open(struct import_report *report, const char *path, struct error *error) MUST_CHECK;
/* Closes the error file. UNAVAILABLE if it could not be written in full. */
enum status report_close(struct import_report *report, struct error *error) MUST_CHECK;

/* A remark on the file as a whole: to the error file, as line 0, and to stderr. */
void report_note(struct import_report *report, const char *note);

/* Counts a refused row and writes it: line, field, rule, and the row as it stood. */
void report_refused(struct import_report *report, uint64_t line, const char *field, const char *rule, const char *raw,
                    size_t raw_size);

/* Once a second (every ten where stderr is no terminal): rows, share, rate, time left. */
void report_progress(struct import_report *report, uint64_t offset, uint64_t size);
void report_summary(const struct import_report *report, const char *errors_path);

#endif
