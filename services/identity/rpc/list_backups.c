/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"
#include "wire/pack.h"

static enum status find_last_good(struct call *call, ListBackupsReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_last_good_runs, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        BackupRun *run = wire_new(call->arena, &backup_run__descriptor);
        row_into(call, &rows, i, run);
        if (run->kind == BACKUP_RUN__KIND__BACKUP)
            out->last_good_backup = run;
        else
            out->last_good_drill = run;
    }
    return STATUS_OK;
}

RPC(Identity, list_backups, ListBackupsRequest, ListBackupsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_backup_runs, &rows));
    rows_into(call, &rows, out, "runs");
    TRY(find_last_good(call, out));
    if (out->n_runs <= size)
        return STATUS_OK;
    out->n_runs = size;
    const BackupRun *last = out->runs[size - 1];
    out->next_page_token = page_token(call, time_us(last->ended_at), last->id);
    return STATUS_OK;
}
