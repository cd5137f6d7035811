/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "segments.h"

RPC(Customers, get_segment, GetSegmentRequest, GetSegmentReply)
{
    return segment_read(call, &out->segment);
}
