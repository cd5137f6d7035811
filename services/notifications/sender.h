/* SPDX-License-Identifier: Apache-2.0
 * The threads that talk to the world outside: claim what is due under a lease, send many at once, write down what came of
 * each. At least once: when it dies between sending and writing, the lease ends and another sends again.
 */
#ifndef NOTIFICATIONS_SENDER_H
#define NOTIFICATIONS_SENDER_H

#include "base/status.h"

enum status sender_begin(struct error *error) MUST_CHECK;
/* Claims nothing more, gives what is under way five seconds, and a database that is away ten; ends the threads. */
void sender_end(void);
/* Something will be due in a moment: look soon. From any thread. */
void sender_ring(void);

#endif
