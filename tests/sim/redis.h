/* SPDX-License-Identifier: Apache-2.0
 * Redis, in place of queue/queue.c: streams and leases in memory, which may be away, slow, wiped or set back.
 */
#ifndef SIM_REDIS_H
#define SIM_REDIS_H

#include <stdint.h>

void redis_away(int64_t for_us); /* every connection is lost */
void redis_wipe(void);           /* as FLUSHALL, or a restart without its file */
void redis_set_back(void);       /* a restart with a file that lacks the last entries */

#endif
