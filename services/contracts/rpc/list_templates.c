/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Contracts, list_templates, ListTemplatesRequest, ListTemplatesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_templates, &rows));
    rows_into(call, &rows, out, "templates");
    for (size_t i = 0; i < out->n_templates; i++) {
        bind_text(call, "template_code", out->templates[i]->code);
        bind_int(call, "template_revision", out->templates[i]->revision);
        TRY(sql(call, &SQL_list_template_clauses, &rows));
        rows_into(call, &rows, out->templates[i], "clauses");
    }
    return STATUS_OK;
}
