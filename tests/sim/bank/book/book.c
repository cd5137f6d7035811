/* SPDX-License-Identifier: Apache-2.0 */
#include "bank.h"
#include "book.pb-c.h"
#include "rooms.h"

extern __typeof__(*((Book_Service *)0)->get_posting) rpc_get_posting;
RPC_TABLE(Book, BOOK)

const struct service bank_book = {.rooms = &rooms_customers, .rpc = &rpc_table.base};
