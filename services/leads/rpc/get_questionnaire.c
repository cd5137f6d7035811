/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"

RPC(Leads, get_questionnaire, GetQuestionnaireRequest, GetQuestionnaireReply)
{
    return asking_read(call, in->code, &out->questionnaire);
}
