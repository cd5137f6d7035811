/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef QA_SETTINGS_H
#define QA_SETTINGS_H

#include "settings/settings.h"

struct qa_settings {
    int64_t recording_hours; /* after an answer is known, until the recording of the call is missing */
    int64_t recording_max;   /* bytes of one recording */
    int64_t silence_days;    /* of an agent, until an evaluation counts as acknowledged */
};
extern struct qa_settings qa_settings;

#endif
