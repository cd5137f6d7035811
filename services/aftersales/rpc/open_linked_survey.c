/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "rooms.h"
#include "vault.h"

/* What has ended is shown as it is; the page says so. */
RPC(Aftersales, open_linked_survey, OpenLinkedSurveyRequest, OpenLinkedSurveyReply)
{
    struct link link;
    Survey survey;
    TRY(vault_read_token(call, in->token, LINK_SURVEY, &link));
    TRY(survey_hold(call, link.id, NULL, NULL, &survey));
    if (survey.state == SURVEY__STATE__SENT) {
        TRY(survey_move(&survey, "open", &call->error));
        TRY(survey_save(call, &survey));
    }
    out->has_state = true;
    out->state = survey.state;
    out->expires_at = time_message(call, link.expires_us);
    return STATUS_OK;
}
