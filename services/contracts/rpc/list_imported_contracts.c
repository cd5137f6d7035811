/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Contracts, list_imported_contracts, ListImportedContractsRequest, ListImportedContractsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_imported, &rows));
    rows_into(call, &rows, out, "contracts");
    if (out->n_contracts > size) {
        const ImportedContract *last = out->contracts[size - 1];
        out->n_contracts = size;
        out->next_page_token = page_token(call, time_us(last->imported_at), last->id);
    }
    return STATUS_OK;
}
