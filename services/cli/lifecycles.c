/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycles.h"

#include <stddef.h>

#include "aftersales/case.h"
#include "aftersales/plan.h"
#include "aftersales/survey.h"
#include "aftersales/visit.h"
#include "contracts/contract.h"
#include "contracts/duty.h"
#include "contracts/payment.h"
#include "customers/ledger.h"
#include "identity/user.h"
#include "insights/target.h"
#include "leads/dial.h"
#include "leads/lead.h"
#include "leads/promise.h"
#include "leads/referral.h"
#include "leads/script.h"
#include "notifications/states.h"
#include "opportunities/decision.h"
#include "opportunities/opportunity.h"
#include "opportunities/quote.h"
#include "opportunities/tactics.h"
#include "qa/coaching.h"
#include "qa/evaluation.h"
#include "qa/recording.h"
#include "qa/sample.h"
#include "qa/scorecard.h"
#include "qa/violation.h"

const struct lifecycle *const lifecycles[] = {
    &lead_lifecycle,     &opportunity_lifecycle,   &contract_lifecycle, &customer_lifecycle,
    &call_lifecycle,     &contact_point_lifecycle, &activity_lifecycle, &user_lifecycle,
    &plan_lifecycle,     &item_lifecycle,          &survey_lifecycle,   &improvement_lifecycle,
    &case_lifecycle,     &capa_lifecycle,          &visit_lifecycle,    &target_lifecycle,
    &notification_lifecycle, &subscription_lifecycle, &delivery_lifecycle,
    &recording_lifecycle, &scorecard_lifecycle, &sampling_plan_lifecycle, &sample_draw_lifecycle,
    &evaluation_lifecycle, &violation_lifecycle, &coaching_lifecycle,
    &referral_lifecycle,
    &callback_lifecycle, &script_lifecycle, &dial_list_lifecycle, &decision_step_lifecycle, &quote_lifecycle,
    &negotiation_lifecycle, &payment_lifecycle, &duty_lifecycle, &contact_lifecycle, &need_lifecycle,
    &care_task_lifecycle,
    NULL,
};
