/* SPDX-License-Identifier: Apache-2.0
 * What lies between the processes: ZeroMQ's sockets and the folder of endpoints. Each message goes its own way; in a
 * wild network it may also be lost, come twice, or overtake another, which ZeroMQ does not do within a connection.
 */
#ifndef SIM_NETWORK_H
#define SIM_NETWORK_H

#include <stdbool.h>

struct sim_process;

struct network {
    bool wild;       /* drops, doubles and reorders single messages */
    bool faulty;     /* false: nothing but delay, for the time after the faults */
    bool slow;       /* much delay, now */
};
extern struct network network;

void network_process_ended(struct sim_process *process); /* its sockets are closed by the system */
void network_cut(void);                                   /* one connection by chance */

#endif
