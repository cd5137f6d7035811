/* SPDX-License-Identifier: Apache-2.0 */
#include "since.h"

int64_t since_response_us(int64_t at_us, int64_t told_us)
{
    return told_us - at_us > (int64_t)SINCE_GRACE_S * 1000000 ? told_us : at_us;
}

int64_t since_latest(int64_t a_us, int64_t b_us)
{
    return a_us > b_us ? a_us : b_us;
}

bool since_begins_anew(int64_t at_us, int64_t last_contact_us, int64_t assigned_us)
{
    return at_us > since_latest(last_contact_us, assigned_us);
}
