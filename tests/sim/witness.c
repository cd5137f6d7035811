/* SPDX-License-Identifier: Apache-2.0 */
#include "witness.h"

#include <string.h>

#include "dealspine/wire.pb-c.h"
#include "kernel.h"
#include "sockets.h"

/* A first window has 8 places, and four pings of 500 ms go unanswered before a peer is given up. */
enum { CREDIT_FIRST = 8, SILENT_US = 3500000 };

static int64_t stopped_us(const struct sim_process *process)
{
    return process->stopped_us + (process->stopped ? sim_now_us() - process->stopped_at_us : 0);
}

void witness_heard(struct connection *connection)
{
    connection->heard_us = sim_now_us();
    connection->stopped_us = stopped_us(connection->client->process);
}

void witness_connected(struct connection *connection)
{
    connection->credit = CREDIT_FIRST;
    witness_heard(connection);
}

static Header *header_of(const struct parcel *parcel)
{
    return header__unpack(NULL, parcel->frames[0].size, parcel->frames[0].data);
}

void witness_sent(struct connection *connection, const struct parcel *parcel)
{
    Header *header = header_of(parcel);
    if (header && header->kind == KIND__REQUEST && header->has_id && header->id.len == 16) {
        if (connection->n_out >= connection->credit)
            sim_violated("credit", "a caller sends with %u outstanding, of %u granted", connection->n_out,
                         connection->credit);
        int64_t silent_us = sim_now_us() - connection->heard_us -
                            (stopped_us(connection->client->process) - connection->stopped_us);
        if (silent_us > SILENT_US)
            sim_violated("hung", "a caller sends to a peer that has been silent for %.1f s", (double)silent_us / 1e6);
        if (connection->n_out < CREDIT_IDS)
            memcpy(connection->out[connection->n_out++], header->id.data, 16);
    }
    if (header)
        header__free_unpacked(header, NULL);
}

void witness_taken(struct connection *connection, const struct parcel *parcel)
{
    Header *header = connection ? header_of(parcel) : NULL;
    if (!header)
        return;
    if (header->has_credit)
        connection->credit = header->credit;
    for (unsigned i = 0; header->kind == KIND__REPLY && header->has_id && i < connection->n_out; i++)
        if (memcmp(connection->out[i], header->id.data, 16) == 0) {
            memmove(connection->out[i], connection->out[i + 1], (connection->n_out - i - 1) * 16);
            connection->n_out--;
            break;
        }
    header__free_unpacked(header, NULL);
}
