/* SPDX-License-Identifier: Apache-2.0
 * Who is told of the deal and what it does to the figures; then the contract is voided, and all of it is taken back.
 */
#include <string.h>

#include "demo_story.h"

static json_t *deal_notices(void)
{
    return json_pack("{s:s}", "topic", "deal");
}

static void show_notice(struct story *story, const char *event_type)
{
    json_t *reply = stage_until(story->stage, story->owner, "notifications.ListNotifications", deal_notices(),
                                "notifications.0.eventType", event_type);

    stage_expect(story->stage, strcmp(text_at(reply, "notifications.0.subjectId"), story->contract_id) == 0,
                 "the newest notice should be about this contract");
    stage_tell(story->stage, "%s reads in the inbox: \"%s\"", story->owner,
               text_at(reply, "notifications.0.title"));
}

static void show_calls(struct story *story)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    json_t *request, *reply;

    day_from_today(-1, from);
    day_from_today(1, until);
    request = json_pack("{s:s, s:s, s:s}", "from", from, "until", until, "userId", story->owner_id);
    stage_refuse(story->stage, "engineer", "insights.GetTelesalesFigures", json_incref(request), STATUS_PERMISSION_DENIED,
                 NULL, "looks at the figures of telesales");
    reply = stage_call(story->stage, story->owner, "insights.GetTelesalesFigures", request);
    stage_expect(story->stage, number_at(reply, "total.dials") >= 1 && number_at(reply, "total.talkS") >= 1,
                 "the call should be among the figures");
    stage_tell(story->stage, "%s by telephone: %lld dials, %lld connects (rate %s), %lld s of talk.", story->owner,
               number_at(reply, "total.dials"), number_at(reply, "total.connects"),
               text_at(reply, "total.connectRate.decimal"), number_at(reply, "total.talkS"));
}

static void set_target(struct story *story)
{
    char from[DATE_TEXT], until[DATE_TEXT];
    json_t *target, *reply;

    day_from_today(-1, from);
    day_from_today(30, until);
    target = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "metric", "REVENUE", "currency", "CNY", "from", from, "until",
                       until, "userId", story->owner_id, "value", "100000000");
    stage_refuse(story->stage, story->owner, "insights.CreateTarget", json_incref(target), STATUS_PERMISSION_DENIED, NULL,
                 "sets a target for himself");
    reply = stage_call(story->stage, "manager", "insights.CreateTarget", target);
    story->target_id = text_at(reply, "target.id");
    stage_call(story->stage, "manager", "insights.PublishTarget", json_pack("{s:s}", "targetId", story->target_id));
}

static json_t *attainment(struct story *story)
{
    return stage_call(story->stage, "manager", "insights.GetAttainment", json_pack("{s:s}", "targetId", story->target_id));
}

void story_tell(struct story *story)
{
    json_t *reply;

    stage_step(story->stage, "Who is told, and what the figures say.");
    stage_refuse(story->stage, story->owner, "notifications.ListNotificationRules", NULL, STATUS_PERMISSION_DENIED, NULL,
                 "looks at the rules of who is told what");
    show_notice(story, "deal.closed");
    show_calls(story);
    set_target(story);
    reply = attainment(story);
    story->actual_minor = number_at(reply, "attainment.actual");
    stage_expect(story->stage, story->actual_minor >= story->amount_minor, "the deal should count towards the target");
    stage_tell(story->stage, "Of a month's target of %lld.00 CNY %lld.%02lld are reached (%s).",
               number_at(reply, "attainment.target.value") / 100, story->actual_minor / 100, story->actual_minor % 100,
               text_at(reply, "attainment.attainment.decimal"));
}

static void void_contract(struct story *story)
{
    json_t *request = json_pack("{s:s, s:s}", "id", story->contract_id, "reason", "CUSTOMER_WITHDRAWAL"), *event, *reply;

    stage_refuse(story->stage, story->owner, "contracts.VoidContract", json_incref(request), STATUS_PERMISSION_DENIED, NULL,
                 "voids the contract that he drafted");
    reply = stage_call(story->stage, "manager", "contracts.VoidContract", request);
    stage_expect(story->stage, strcmp(text_at(reply, "contract.state"), "VOID") == 0, "the contract should be VOID");
    event = story_find_deal(story, "deal.reversed");
    stage_tell(story->stage, "The contract is %s, and the subscriber reads %s with the facts of deal.closed.",
               text_at(reply, "contract.state"), text_at(event, "type"));
}

static void show_effects(struct story *story)
{
    json_t *reply = stage_until(story->stage, story->owner, "opportunities.GetOpportunity",
                                json_pack("{s:s}", "id", story->opportunity_id), "opportunity.state", "OPEN");

    stage_tell(story->stage, "The opportunity is %s again, at stage %s.", text_at(reply, "opportunity.state"),
               text_at(reply, "opportunity.stage"));
    reply = stage_until(story->stage, "aftersales", "aftersales.GetPlan", json_pack("{s:s}", "id", story->plan_id),
                        "plan.state", "SUSPENDED");
    stage_tell(story->stage, "The delivery plan is %s, its survey will not be sent.", text_at(reply, "plan.state"));
    reply = attainment(story);
    stage_expect(story->stage, number_at(reply, "attainment.actual") == story->actual_minor - story->amount_minor,
                 "the figures should be without the deal");
    stage_tell(story->stage, "The target stands at %lld.%02lld CNY, as before the deal.",
               number_at(reply, "attainment.actual") / 100, number_at(reply, "attainment.actual") % 100);
    show_notice(story, "deal.reversed");
}

void story_reverse(struct story *story)
{
    stage_step(story->stage, "%s withdraws: the contract is voided, and the deal is taken back everywhere.",
               story->person.english);
    void_contract(story);
    show_effects(story);
}
