/* SPDX-License-Identifier: Apache-2.0
 * Questionnaires as they are stored.
 */
#ifndef LEADS_ASKING_H
#define LEADS_ASKING_H

#include "questionnaire.h"
#include "rooms.h"

/* The newest version. NOT_FOUND. */
enum status asking_read(struct call *call, const char *code, Questionnaire **ret) MUST_CHECK;

#endif
