/* SPDX-License-Identifier: Apache-2.0
 * After the deal: what was sold is delivered, the survey is scheduled, a complaint is handled.
 */
#include <string.h>

#include "demo_story.h"

static const char care[] = "aftersales";

static json_t *plan_request(const struct story *story)
{
    return json_pack("{s:s}", "planId", story->plan_id);
}

static json_t *item_request(const struct story *story, const json_t *item)
{
    return json_pack("{s:s, s:s}", "planId", story->plan_id, "itemId", text_at(item, "id"));
}

static json_t *find_plan(struct story *story)
{
    json_t *reply = stage_until(story->stage, care, "aftersales.ListPlans",
                                json_pack("{s:s}", "customerId", story->customer_id), "plans.0.contractId",
                                story->contract_id);

    story->plan_id = text_at(reply, "plans.0.id");
    reply = stage_call(story->stage, care, "aftersales.GetPlan", json_pack("{s:s}", "id", story->plan_id));
    stage_tell(story->stage, "deal.closed has made a delivery plan of %zu items from its lines and obligations: %s.",
               json_array_size(at(reply, "items")), text_at(reply, "plan.state"));
    return at(reply, "items");
}

static void complete_plan(struct story *story, json_t *items)
{
    const char *staff = text_at(stage_user(story->stage, "engineer"), "id");
    json_t *item, *request;
    size_t i;

    stage_refuse(story->stage, care, "aftersales.ProposePlan", plan_request(story), STATUS_FAILED_PRECONDITION,
                 "PLAN_INCOMPLETE", "proposes it before content, method and staff are named");
    json_array_foreach(items, i, item)
    {
        request = item_request(story, item);
        json_object_set_new(request, "content", json_string("Delivered, set up and shown"));
        json_object_set_new(request, "method", json_string("ON_SITE"));
        json_object_set_new(request, "staffId", json_string(staff));
        stage_call(story->stage, care, "aftersales.SetPlanItem", request);
    }
}

static void confirm_plan(struct story *story, const json_t *items)
{
    struct error error = {0};
    json_t *reply;
    long code = 0;

    stage_refuse(story->stage, story->owner, "aftersales.ProposePlan", plan_request(story), STATUS_PERMISSION_DENIED,
                 NULL, "sold it and proposes how it is delivered");
    reply = stage_call(story->stage, care, "aftersales.ProposePlan", plan_request(story));
    stage_refuse(story->stage, care, "aftersales.StartItem", item_request(story, json_array_get(items, 0)),
                 STATUS_FAILED_PRECONDITION, NULL, "begins before the customer has confirmed");
    if (stage_is_broken(story->stage))
        return;
    stage_expect(story->stage,
                 link_confirm(stage_url(story->stage), text_at(reply, "token"), story->person.english, &code, &error)
                         == STATUS_OK
                     && code == 200,
                 "the page behind the link should take the confirmation: HTTP %ld %s", code, error.message);
    reply = stage_until(story->stage, care, "aftersales.GetPlan", json_pack("{s:s}", "id", story->plan_id),
                        "plan.state", "CONFIRMED");
    stage_tell(story->stage, "%s opens the signed link and confirms, without an account: %s by %s.",
               story->person.english, text_at(reply, "plan.state"), text_at(reply, "plan.confirmedHow"));
}

static void execute_plan(struct story *story, const json_t *items)
{
    json_t *item, *reply = NULL;
    size_t i;

    stage_refuse(story->stage, "engineer", "aftersales.AcceptItem", item_request(story, json_array_get(items, 0)),
                 STATUS_PERMISSION_DENIED, NULL, "accepts his own work in the customer's place");
    json_array_foreach(items, i, item)
    {
        stage_call(story->stage, care, "aftersales.StartItem", item_request(story, item));
        stage_call(story->stage, care, "aftersales.DeliverItem", item_request(story, item));
        stage_call(story->stage, care, "aftersales.AcceptItem", item_request(story, item));
    }
    stage_until(story->stage, care, "aftersales.GetPlan", json_pack("{s:s}", "id", story->plan_id), "plan.state",
                "COMPLETED");
    reply = stage_until(story->stage, care, "aftersales.ListSurveys", json_pack("{s:s}", "planId", story->plan_id),
                        "surveys.0.state", "SCHEDULED");
    stage_tell(story->stage, "Every item is executed and accepted; a survey is %s for %.10s, a month later.",
               text_at(reply, "surveys.0.state"), text_at(reply, "surveys.0.dueAt"));
}

void story_deliver(struct story *story)
{
    json_t *items;

    stage_step(story->stage, "What was sold is planned, confirmed by the customer, delivered and accepted.");
    items = find_plan(story);
    complete_plan(story, items);
    confirm_plan(story, items);
    execute_plan(story, items);
}

/* A step of the case by the one who handles it. */
static json_t *handle(struct story *story, const char *method, const char *case_id, json_t *more)
{
    json_t *request = more ? more : json_object();

    json_object_set_new(request, "id", json_string(case_id));
    return stage_call(story->stage, care, method, request);
}

static const char *take_complaint(struct story *story)
{
    json_t *complaint =
        json_pack("{s:s, s:s, s:s, s:s, s:s}", "kind", "COMPLAINT", "channel", "STORE", "customerId",
                  story->customer_id, "contractId", story->contract_id, "text", "The second line cannot be planned.");
    json_t *reply;

    stage_refuse(story->stage, "legal", "aftersales.IntakeCase", json_incref(complaint), STATUS_PERMISSION_DENIED, NULL,
                 "takes in a complaint");
    reply = stage_call_by(story->stage, "clerk", "STORE", "aftersales.IntakeCase", complaint);
    stage_tell(story->stage, "Taken in at the counter as %s, acknowledged at once; its clocks run.",
               text_at(reply, "caseFile.number"));
    return text_at(reply, "caseFile.id");
}

void story_complain(struct story *story)
{
    const char *case_id;
    json_t *reply;

    stage_step(story->stage, "%s complains in the store.", story->person.english);
    case_id = take_complaint(story);
    stage_refuse(story->stage, story->owner, "aftersales.InvestigateCase", json_pack("{s:s}", "id", case_id),
                 STATUS_PERMISSION_DENIED, NULL, "looks into a complaint about his own sale");
    handle(story, "aftersales.InvestigateCase", case_id, NULL);
    stage_refuse(story->stage, care, "aftersales.ProposeHandling",
                 json_pack("{s:s, s:s}", "id", case_id, "proposal", "An upgrade."), STATUS_FAILED_PRECONDITION,
                 "NO_FINDING", "proposes something before there is a finding");
    handle(story, "aftersales.RecordFinding", case_id,
           json_pack("{s:s, s:[{s:s, s:s}]}", "finding", "The licence covers one line.", "evidence", "kind", "CONTRACT",
                     "ref", story->contract_id));
    handle(story, "aftersales.ProposeHandling", case_id, json_pack("{s:s}", "proposal", "Open the second line."));
    handle(story, "aftersales.ActOnCase", case_id, NULL);
    handle(story, "aftersales.ResolveCase", case_id, NULL);
    stage_refuse(story->stage, care, "aftersales.CloseCase",
                 json_pack("{s:s, s:s}", "id", case_id, "rootCause", "PROMISE"), STATUS_FAILED_PRECONDITION, NULL,
                 "closes it before the customer has heard of it");
    handle(story, "aftersales.GiveFeedback", case_id,
           json_pack("{s:s, s:b}", "feedback", "Both lines can be planned now.", "satisfied", 1));
    reply = handle(story, "aftersales.CloseCase", case_id, json_pack("{s:s}", "rootCause", "PROMISE"));
    stage_tell(story->stage, "Finding with evidence, handling, feedback to the customer: %s, root cause %s.",
               text_at(reply, "caseFile.state"), text_at(reply, "caseFile.rootCause"));
}
