/* SPDX-License-Identifier: Apache-2.0
 * See import_report.h.
 */
#include "import_report.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { SHOWN = 10, EVERY_MS = 1000, EVERY_QUIET_MS = 10000 };

enum status report_open(struct import_report *report, const char *path, struct error *error)
{
    if (!path)
        return STATUS_OK;
    report->errors = fopen(path, "we");
    if (!report->errors)
        return fail_with(error, STATUS_UNAVAILABLE, "can't write %s: %s", path, strerror(errno));
    fputs("line,field,rule,row\n", report->errors);
    return STATUS_OK;
}

enum status report_close(struct import_report *report, struct error *error)
{
    bool good = !report->errors || (fflush(report->errors) == 0 && !ferror(report->errors));

    if (report->errors && fclose(report->errors) != 0)
        good = false;
    report->errors = NULL;
    return good ? STATUS_OK
                : fail_with(error, STATUS_UNAVAILABLE, "the error file is not complete: %s", strerror(errno));
}

void report_note(struct import_report *report, const char *note)
{
    fprintf(stderr, "%s\n", note);
    if (!report->errors)
        return;
    fputs("0,,", report->errors);
    csv_fwrite(report->errors, note, strlen(note));
    fputs(",\n", report->errors);
}

void report_refused(struct import_report *report, uint64_t line, const char *field, const char *rule, const char *raw,
                    size_t raw_size)
{
    report->refused++;
    if (!report->errors) {
        if (report->refused <= SHOWN)
            fprintf(stderr, "\rline %" PRIu64 ": %s%s%s\n", line, field, *field ? ": " : "", rule);
        if (report->refused == SHOWN)
            fprintf(stderr, "... further refused rows are only counted; --errors FILE keeps them all\n");
        return;
    }
    fprintf(report->errors, "%" PRIu64 ",", line);
    csv_fwrite(report->errors, field, strlen(field));
    fputc(',', report->errors);
    csv_fwrite(report->errors, rule, strlen(rule));
    fputc(',', report->errors);
    csv_fwrite(report->errors, raw, raw_size);
    fputc('\n', report->errors);
}

static double per_second(uint64_t rows, int64_t ms)
{
    return ms > 0 ? 1000.0 * (double)rows / (double)ms : 0;
}

void report_progress(struct import_report *report, uint64_t offset, uint64_t size)
{
    int64_t now = clock_mono_ms(), spent = now - report->started_ms;
    bool is_terminal;

    if (now - report->told_ms < EVERY_MS)
        return;
    is_terminal = isatty(STDERR_FILENO);
    if (!is_terminal && now - report->told_ms < EVERY_QUIET_MS)
        return;
    report->told_ms = now;
    fprintf(stderr, "%s%" PRIu64 " rows, %.0f %%, %.0f rows/s, %.0f s left%s", is_terminal ? "\r" : "", report->read,
            size ? 100.0 * (double)offset / (double)size : 100.0, per_second(report->read, spent),
            offset ? (double)spent / 1000 * (double)(size - offset) / (double)offset : 0, is_terminal ? "   " : "\n");
}

static void summary_json(const struct import_report *report)
{
    int64_t answered = report->answered_ms - report->started_ms;
    int64_t settled = report->settled_ms ? report->settled_ms - report->started_ms : 0;

    printf("{\"bulkId\": \"%s\", \"encoding\": \"%s\", \"dryRun\": %s, \"read\": %" PRIu64 ", \"created\": %" PRIu64
           ", \"updated\": %" PRIu64 ", \"kept\": %" PRIu64 ", \"existed\": %" PRIu64 ", \"refused\": %" PRIu64 ", \"repeats\": %" PRIu64 ", \"answeredMs\": %" PRId64 ", \"settledMs\": %" PRId64
           ", \"rowsPerSecond\": %.0f}\n",
           report->bulk_id, report->encoding, report->dry_run ? "true" : "false", report->read, report->created,
           report->updated, report->kept, report->existed, report->refused, report->repeats, answered, settled, per_second(report->read, settled ? settled : answered));
}

void report_summary(const struct import_report *report, const char *errors_path)
{
    int64_t answered = report->answered_ms - report->started_ms, settled = report->settled_ms - report->started_ms;

    if (report->json) {
        summary_json(report);
        return;
    }
    printf("%-22s%s\n%-22s%s\n", "bulk id", report->bulk_id, "encoding", report->encoding);
    printf("%-22s%10" PRIu64 "\n", "rows read", report->read);
    printf("%-22s%10" PRIu64 "\n", report->dry_run ? "would be sent" : "created", report->created);
    if (!report->dry_run && report->changes)
        printf("%-22s%10" PRIu64 "\n", "changed", report->updated);
    if (!report->dry_run)
        printf("%-22s%10" PRIu64 "\n", "already there", report->existed);
    if (report->kept)
        printf("%-22s%10" PRIu64 "   differ in what stays as it was captured first\n", "of these", report->kept);
    printf("%-22s%10" PRIu64 "%s%s\n", "refused", report->refused, report->refused && errors_path ? "   see " : "",
           report->refused && errors_path ? errors_path : "");
    if (report->repeats)
        printf("%-22s%10" PRIu64 "\n", "requests sent again", report->repeats);
    printf("%-22s%10.1f s, %.0f rows/s\n", report->dry_run ? "checked in" : "answered in", (double)answered / 1000,
           per_second(report->read, answered));
    if (report->settled_ms)
        printf("%-22s%10.1f s, %.0f rows/s: until every service had read to the end of every log\n", "settled in",
               (double)settled / 1000, per_second(report->read, settled));
}
