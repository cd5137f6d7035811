/* SPDX-License-Identifier: Apache-2.0
 * The console: the built bundle under /console/, and the way there from /.
 */
#ifndef GATEWAY_CONSOLE_H
#define GATEWAY_CONSOLE_H

#include "request.h"

/* Reads the bundle, if there is one; it is read again when its index.html has changed. */
void console_open(void);
void console_close(void);

/* GET /: on to the console, or to the API's page while there is no console. */
void console_front(struct request *request);

/* /console or below. A name without a dot in its last part is a page of the console itself: it gets index.html, which
 * finds its way by the address. 404: a file that is not there, or no console at all. */
void console_request(struct request *request);

#endif
