/* SPDX-License-Identifier: Apache-2.0 */
#include "google/protobuf/timestamp.pb-c.h"
#include "rooms.h"
#include "service/value.h"
#include "wire/pack.h"

static bool is_good(const RecordBackupRequest *in)
{
    return in->outcome == BACKUP_RUN__OUTCOME__GOOD;
}

static bool is_backup(const RecordBackupRequest *in)
{
    return in->kind == BACKUP_RUN__KIND__BACKUP;
}

static enum status check_good(struct call *call, const RecordBackupRequest *in)
{
    if (!in->taken_at)
        return bad(call, "taken_at", "must be given where the outcome is GOOD");
    if (!in->has_bytes || !in->sha256)
        return bad(call, in->sha256 ? "bytes" : "sha256", "must be given where the outcome is GOOD");
    if (!in->has_tables || !in->has_rows)
        return bad(call, in->has_tables ? "rows" : "tables", "must be given where the outcome is GOOD");
    if (in->differences)
        return bad(call, "differences", "must be 0 where the outcome is GOOD, is %u", in->differences);
    return in->reason ? bad(call, "reason", "may be given with FAILED only") : STATUS_OK;
}

static enum status check_run(struct call *call, const RecordBackupRequest *in)
{
    if (time_us(in->ended_at) < time_us(in->started_at))
        return bad(call, "ended_at", "must not be before `started_at`");
    if (is_good(in))
        return check_good(call, in);
    return in->reason ? STATUS_OK : bad(call, "reason", "must be given where the outcome is FAILED");
}

static void emit_good(struct call *call, const RecordBackupRequest *in)
{
    BackupMade made = BACKUP_MADE__INIT;
    BackupDrilled drilled = BACKUP_DRILLED__INIT;
    made.backup_id = drilled.backup_id = in->backup_id;
    made.taken_at = drilled.taken_at = in->taken_at;
    made.has_tables = drilled.has_tables = made.has_rows = drilled.has_rows = 1;
    made.tables = drilled.tables = in->tables;
    made.rows = drilled.rows = in->rows;
    made.has_bytes = 1;
    made.bytes = in->bytes;
    made.sha256 = in->sha256;
    if (is_backup(in))
        emit(call, &made, "backup", in->backup_id, "/");
    else
        emit(call, &drilled, "backup", in->backup_id, "/");
}

static void emit_failed(struct call *call, const RecordBackupRequest *in)
{
    BackupFailed failed = BACKUP_FAILED__INIT;
    BackupDrillFailed drill = BACKUP_DRILL_FAILED__INIT;
    failed.backup_id = drill.backup_id = in->backup_id;
    failed.reason = drill.reason = in->reason;
    drill.has_differences = in->has_differences;
    drill.differences = in->differences;
    if (is_backup(in))
        emit(call, &failed, "backup", in->backup_id, "/");
    else
        emit(call, &drill, "backup", in->backup_id, "/");
}

RPC(Identity, record_backup, RecordBackupRequest, RecordBackupReply)
{
    struct rows rows;
    TRY(check_run(call, in));
    TRY(sql(call, &SQL_add_backup_run, &rows));
    bool is_new = rows.n > 0;
    if (!is_new)
        TRY(sql_one(call, &SQL_get_backup_run, "run", &rows));
    out->run = wire_new(call->arena, &backup_run__descriptor);
    row_into(call, &rows, 0, out->run);
    if (is_new && is_good(in))
        emit_good(call, in);
    else if (is_new)
        emit_failed(call, in);
    return STATUS_OK;
}
