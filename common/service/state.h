/* SPDX-License-Identifier: Apache-2.0
 * How this process is, in figures.
 */
#ifndef SERVICE_STATE_H
#define SERVICE_STATE_H

#include "service/own.h"

void state_open(void); /* once, at start */
/* The packed GetStatusReply, the arena's. Never blocks. */
struct bytes state_reply(struct arena *arena);
double state_resident_bytes(void);

#endif
