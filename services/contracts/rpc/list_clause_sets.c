/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wording.h"

RPC(Contracts, list_clause_sets, ListClauseSetsRequest, ListClauseSetsReply)
{
    return clause_sets_read(call, in->template_code, out);
}
