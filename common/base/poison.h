/* SPDX-License-Identifier: Apache-2.0
 * Work that ends the process, so that a test can see what becomes of it and of the work beside it. Builds with
 * DEALSPINE_BREAK only: there the environment variable DEALSPINE_POISON lists pairs "<service>:<what>", comma-separated.
 */
#ifndef BASE_POISON_H
#define BASE_POISON_H

/* Ends the process, as a crash would, if the list has this pair. Does nothing in other builds. */
void poison_taste(const char *service, const char *what);

#endif
