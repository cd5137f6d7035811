/* SPDX-License-Identifier: Apache-2.0
 * From the opportunity to the closed deal.
 */
#include "demo_story.h"

#include <stdio.h>
#include <string.h>

static json_t *opportunity_of(const struct story *story)
{
    return json_pack("{s:s}", "id", story->opportunity_id);
}

static json_t *contract_of(const struct story *story)
{
    return json_pack("{s:s}", "id", story->contract_id);
}

/* `request` with the members of `more`, which is taken over. */
static json_t *with(json_t *request, json_t *more)
{
    json_object_update(request, more);
    json_decref(more);
    return request;
}

static void set_lines(struct story *story)
{
    json_t *reply;

    stage_refuse(story->stage, story->owner, "opportunities.SetLines",
                 with(opportunity_of(story), json_pack("{s:[{s:s, s:i, s:i}]}", "lines", "productCode", "planner",
                                                       "quantity", 1, "discountBasisPoints", 5000)),
                 STATUS_FAILED_PRECONDITION, "OUTSIDE_CORRIDOR", "promises half the price");
    reply = stage_call(story->stage, story->owner, "opportunities.SetLines",
                       with(opportunity_of(story),
                            json_pack("{s:[{s:s, s:i, s:i}, {s:s, s:i}, {s:s, s:i}]}", "lines", "productCode",
                                      "planner", "quantity", 1, "discountBasisPoints", 500, "productCode",
                                      "installation", "quantity", 1, "productCode", "support-year", "quantity", 1)));
    story->amount_minor = number_at(reply, "opportunity.amountMinor");
    stage_tell(story->stage, "Three lines inside the price corridor: %lld.%02lld %s.", story->amount_minor / 100,
               story->amount_minor % 100, text_at(reply, "opportunity.currency"));
}

static void agree_plan(struct story *story)
{
    char deadline[DATE_TEXT], milestone[DATE_TEXT];
    json_t *plan;

    day_from_today(60, deadline);
    day_from_today(30, milestone);
    plan = with(opportunity_of(story),
                json_pack("{s:I, s:s, s:s, s:s, s:[{s:s}, {s:s}], s:[{s:s, s:s}]}", "target",
                          (json_int_t)story->amount_minor, "unit", "CNY", "ownerId", story->owner_id, "teamTargetRef",
                          "tele-2026", "lines", "productCode", "planner", "productCode", "support-year", "milestones",
                          "code", "demonstration", "dueOn", milestone));
    stage_refuse(story->stage, story->owner, "opportunities.AgreePlan", json_incref(plan), STATUS_INVALID_ARGUMENT,
                 NULL, "agrees a plan without a deadline");
    json_object_set_new(plan, "deadline", json_string(deadline));
    stage_call(story->stage, story->owner, "opportunities.AgreePlan", plan);
    stage_tell(story->stage, "A plan with target, unit, deadline %s, owner, team target and products is accepted.",
               deadline);
}

/* The stages that are entered still, in their order; the caller's. */
static json_t *pipeline(struct story *story)
{
    json_t *all = stage_call(story->stage, story->owner, "opportunities.ListStages", NULL), *stages = json_array(), *stage;
    size_t i;

    json_array_foreach(at(all, "stages"), i, stage)
    {
        if (json_is_true(at(stage, "active")))
            json_array_append(stages, stage);
    }
    return stages;
}

static void leave_stage(struct story *story, const json_t *stage, const json_t *next)
{
    json_t *criterion, *evidence = json_array();
    size_t i;

    json_array_foreach(at(stage, "exitCriteria"), i, criterion)
    {
        json_array_append_new(evidence,
                              json_pack("{s:O, s:s}", "criterion", criterion, "evidence", "see the follow-up"));
    }
    stage_call(story->stage, story->owner, "opportunities.MoveStage",
               with(opportunity_of(story),
                    json_pack("{s:s, s:o}", "toStage", text_at(next, "code"), "evidence", evidence)));
}

static void move_stages(struct story *story)
{
    json_t *stages = pipeline(story);
    size_t n = json_array_size(stages);

    stage_refuse(story->stage, story->owner, "opportunities.MoveStage",
                 with(opportunity_of(story), json_pack("{s:s}", "toStage", text_at(stages, "1.code"))),
                 STATUS_FAILED_PRECONDITION, "EXIT_CRITERIA", "moves on without showing what the stage asks for");
    for (size_t i = 0; i + 1 < n; i++)
        leave_stage(story, json_array_get(stages, i), json_array_get(stages, i + 1));
    stage_tell(story->stage, "Stage by stage, each with the evidence it asks for: %s to %s.", text_at(stages, "0.code"),
               text_at(json_array_get(stages, n - 1), "code"));
    json_decref(stages);
}

static void move_buyer(struct story *story)
{
    static const char *const stages[] = {"INTERNAL_DELIBERATION", "SYSTEM_DESIGN", "EVALUATION_COMPARISON",
                                         "PURCHASE_COMMITMENT"};

    stage_refuse(story->stage, story->owner, "opportunities.CommitOpportunity", opportunity_of(story),
                 STATUS_FAILED_PRECONDITION, "PURCHASE_STAGE", "calls it committed while the buyer still deliberates");
    for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++)
        stage_call(story->stage, story->owner, "opportunities.MovePurchaseStage",
                   with(opportunity_of(story), json_pack("{s:s}", "toStage", stages[i])));
    stage_tell(story->stage, "The buyer's own process is kept beside it, from need discovery to purchase commitment.");
}

void story_sell(struct story *story)
{
    json_t *score =
        with(opportunity_of(story),
             json_pack("{s:i, s:i, s:i, s:i, s:s, s:s, s:s, s:s, s:b, s:b}", "urgency", 4, "purchasingPower", 4,
                       "decisionAuthority", 4, "competitiveSituation", 4, "urgencyEvidence", "start in May",
                       "purchasingPowerEvidence", "budget approved", "decisionAuthorityEvidence", "owner of the firm",
                       "competitiveSituationEvidence", "no other offer", "strongIntent", 1, "clearNeed", 1));
    char close[DATE_TEXT];
    json_t *reply;

    day_from_today(30, close);
    json_object_set_new(score, "expectedClose", json_string(close));
    stage_step(story->stage, "%s works the opportunity: scorecard, lines, plan.", story->owner);
    stage_refuse(story->stage, "engineer", "opportunities.ScoreOpportunity", json_incref(score),
                 STATUS_PERMISSION_DENIED, NULL, "scores the opportunity");
    reply = stage_call(story->stage, story->owner, "opportunities.ScoreOpportunity", score);
    stage_tell(story->stage, "Grade %s: %s", text_at(reply, "score.grade"), text_at(reply, "definition.definition"));
    set_lines(story);
    agree_plan(story);
    stage_step(story->stage, "Seller's stages and the buyer's.");
    stage_refuse(story->stage, story->other, "opportunities.MovePurchaseStage",
                 with(opportunity_of(story), json_pack("{s:s}", "toStage", "SYSTEM_DESIGN")), STATUS_NOT_FOUND, NULL,
                 "moves a colleague's opportunity");
    move_stages(story);
    move_buyer(story);
    reply = stage_call(story->stage, story->owner, "opportunities.CommitOpportunity", opportunity_of(story));
    stage_tell(story->stage, "The customer has committed to buy: %s.", text_at(reply, "opportunity.state"));
}

static void answer_checklist(struct story *story)
{
    json_t *reply = stage_call(story->stage, story->owner, "contracts.GetContract", contract_of(story)), *item,
           *answers = json_array();
    size_t i;

    json_array_foreach(at(reply, "checklist"), i, item)
        json_array_append_new(answers, json_pack("{s:s, s:s}", "code", text_at(item, "code"), "answer", "PASS"));
    stage_call(story->stage, story->owner, "contracts.AnswerChecklist",
               with(contract_of(story), json_pack("{s:o}", "answers", answers)));
}

/* The person who signs for the customer, with a letter of authority. */
static void name_signatory(struct story *story)
{
    json_t *reply = stage_call(story->stage, story->owner, "customers.AddContact",
                               json_pack("{s:s, s:s, s:s, s:s}", "customerId", story->customer_id, "name",
                                         story->person.english, "level", "EXECUTIVE", "jobRole", "owner"));
    json_t *authority = NULL;

    story->contact_id = text_at(reply, "contact.id");
    authority = json_pack("{s:s, s:s, s:[s,s], s:s, s:s}", "party", "CUSTOMER", "holderId", story->contact_id, "kinds",
                          "SIGN", "SEAL", "currency", "CNY", "proofRef", "letter-of-authority");
    stage_refuse(story->stage, story->owner, "contracts.RegisterAuthority", json_incref(authority),
                 STATUS_PERMISSION_DENIED, NULL, "enters an authority in the register");
    stage_call(story->stage, "admin", "contracts.RegisterAuthority", authority);
    stage_tell(story->stage, "%s may sign and seal for the customer; the administrator enters the letter of authority.",
               story->person.english);
}

void story_draft(struct story *story)
{
    char today[DATE_TEXT], later[DATE_TEXT];
    json_t *draft, *reply;

    day_from_today(0, today);
    day_from_today(30, later);
    stage_step(story->stage, "%s drafts the contract from the opportunity's lines.", story->owner);
    name_signatory(story);
    draft = json_pack("{s:s, s:[s], s:s, s:i, s:[{s:s, s:I}, {s:s, s:I}], s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}]}",
                      "opportunityId", story->opportunity_id, "signatoryContactIds", story->contact_id, "effectiveDate",
                      today, "termMonths", 12, "instalments", "dueOn", today, "amountMinor",
                      (json_int_t)(story->amount_minor / 2), "dueOn", later, "amountMinor",
                      (json_int_t)(story->amount_minor - story->amount_minor / 2), "obligations", "group", "DELIVERY",
                      "code", "installation", "dueOn", later, "group", "SERVICE", "code", "support", "dueOn", later);
    stage_refuse(story->stage, "engineer", "contracts.DraftContract", json_incref(draft), STATUS_PERMISSION_DENIED,
                 NULL, "drafts a contract");
    reply = stage_call(story->stage, story->owner, "contracts.DraftContract", draft);
    story->contract_id = text_at(reply, "contract.id");
    stage_tell(story->stage, "Contract %s over %lld.%02lld CNY, version %lld of its text.",
               text_at(reply, "contract.number"), number_at(reply, "contract.amountMinor") / 100,
               number_at(reply, "contract.amountMinor") % 100, number_at(reply, "contract.textVersion"));
    stage_expect(story->stage, number_at(reply, "contract.amountMinor") == story->amount_minor,
                 "the contract should be over the lines' sum");
    stage_refuse(story->stage, story->owner, "contracts.SubmitContract", contract_of(story), STATUS_FAILED_PRECONDITION,
                 "CHECKLIST_OPEN", "submits it with the checklist open");
    answer_checklist(story);
    stage_call(story->stage, story->owner, "contracts.SubmitContract", contract_of(story));
    stage_tell(story->stage, "Price, service, delivery and breach are checked; the contract is submitted.");
}

void story_approve(struct story *story)
{
    json_t *reply;

    stage_step(story->stage, "The head of the department reads it, and does not like it yet.");
    stage_refuse(story->stage, story->owner, "contracts.ApproveContract", contract_of(story), STATUS_PERMISSION_DENIED,
                 "SEPARATION_OF_DUTIES", "drafted it and tries to approve it");
    stage_refuse(story->stage, "legal", "contracts.ApproveContract", contract_of(story), STATUS_PERMISSION_DENIED,
                 "APPROVAL_PERMISSION", "approves before the department has");
    reply = stage_call(story->stage, "manager", "contracts.ReturnContract",
                       with(contract_of(story), json_pack("{s:s}", "remark", "Say how long the support answers in.")));
    stage_expect(story->stage, number_at(reply, "contract.textVersion") == 2,
                 "a returned contract should go on as version 2");
    stage_tell(story->stage, "Returned with a comment: %s again, version %lld.", text_at(reply, "contract.state"),
               number_at(reply, "contract.textVersion"));
    stage_call(story->stage, story->owner, "contracts.ReviseContract",
               with(contract_of(story), json_pack("{s:[{s:s, s:s}]}", "clauses", "group", "SERVICE", "text",
                                                  "Support answers within four working hours.")));
    answer_checklist(story);
    stage_call(story->stage, story->owner, "contracts.SubmitContract", contract_of(story));
    stage_call(story->stage, "manager", "contracts.ApproveContract",
               with(contract_of(story), json_pack("{s:i}", "textVersion", 2)));
    stage_refuse(story->stage, "manager", "contracts.ApproveContract", contract_of(story), STATUS_PERMISSION_DENIED,
                 "APPROVAL_PERMISSION", "approves for the legal department as well");
    reply = stage_call(story->stage, "legal", "contracts.ApproveContract",
                       with(contract_of(story), json_pack("{s:i}", "textVersion", 2)));
    stage_expect(story->stage, strcmp(text_at(reply, "contract.state"), "APPROVED") == 0,
                 "both have approved, but it is %s", text_at(reply, "contract.state"));
    stage_tell(story->stage, "Version 2 is approved by the department and by legal: %s.",
               text_at(reply, "contract.state"));
}

static void mark(struct story *story, const char *party, const char *kind, const char *expected_state)
{
    static const char evidence[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const char *signer =
        strcmp(party, "OUR") == 0 ? text_at(stage_user(story->stage, "signatory"), "id") : story->contact_id;
    json_t *request = with(contract_of(story),
                           json_pack("{s:s, s:s, s:s, s:s, s:s}", "party", party, "kind", kind, "signerId", signer,
                                     "method", strcmp(kind, "SIGN") == 0 ? "INK" : "CHOP", "evidenceHash", evidence));
    json_t *reply;

    if (strcmp(party, "OUR") == 0 && strcmp(kind, "SIGN") == 0)
        stage_refuse(story->stage, "manager", "contracts.RecordMark", json_incref(request), STATUS_PERMISSION_DENIED,
                     NULL, "is no signatory and signs");
    reply = stage_call_by(story->stage, "signatory", "STORE", "contracts.RecordMark", request);
    stage_expect(story->stage, strcmp(text_at(reply, "contract.state"), expected_state) == 0,
                 "after %s %s it should be %s, but is %s", party, kind, expected_state,
                 text_at(reply, "contract.state"));
    stage_tell(story->stage, "%s %s: %s.", strcmp(party, "OUR") == 0 ? "We" : "The customer",
               strcmp(kind, "SIGN") == 0 ? "signed" : "sealed", text_at(reply, "contract.state"));
}

void story_sign(struct story *story)
{
    json_t *reply;

    stage_step(story->stage, "Signatures and seals of both sides, in the store.");
    reply = stage_call(story->stage, "subscriber", "events.Fetch",
                       json_pack("{s:[s], s:s, s:i}", "types", "deal.*", "from", "LATEST", "maxEvents", 1));
    story->cursor = at(reply, "nextCursor");
    stage_refuse(story->stage, "signatory", "contracts.SendForSignature", contract_of(story), STATUS_PERMISSION_DENIED,
                 NULL, "sends it out, which is for those who draft");
    stage_call(story->stage, story->owner, "contracts.SendForSignature", contract_of(story));
    mark(story, "OUR", "SIGN", "SIGNING");
    mark(story, "OUR", "SEAL", "SIGNING");
    mark(story, "CUSTOMER", "SIGN", "SIGNING");
    mark(story, "CUSTOMER", "SEAL", "EFFECTIVE");
    stage_tell(story->stage, "Only the fourth mark signed it. It is due today, so it is in effect at once.");
    reply = stage_call(story->stage, "legal", "contracts.VerifyContract", contract_of(story));
    stage_expect(story->stage, json_is_true(at(reply, "intact")), "the contract's chain should hold");
    stage_tell(story->stage, "Its %lld steps are linked by hashes, and the chain holds.", number_at(reply, "steps"));
}

json_t *story_find_deal(struct story *story, const char *type)
{
    json_t *event, *found = NULL, *cursor = story->cursor;

    for (int turn = 0; turn < 10 && !found && !stage_is_broken(story->stage); turn++) {
        json_t *reply = stage_call(story->stage, "subscriber", "events.Fetch",
                                   json_pack("{s:[s], s:O, s:i}", "types", "deal.*", "cursor", cursor, "waitMs", 1000));
        size_t i;

        json_array_foreach(at(reply, "events"), i, event)
        {
            if (strcmp(text_at(event, "aggId"), story->contract_id) == 0 && strcmp(text_at(event, "type"), type) == 0)
                found = event;
        }
        cursor = at(reply, "nextCursor");
    }
    stage_expect(story->stage, found != NULL, "%s should be on the feed", type);
    return found;
}

void story_close(struct story *story)
{
    json_t *event, *deal, *reply;

    stage_step(story->stage, "A subscriber follows the feed of events, outside of all this.");
    stage_refuse(story->stage, "clerk", "events.Fetch", json_pack("{s:[s]}", "types", "deal.*"),
                 STATUS_PERMISSION_DENIED, NULL, "reads the feed");
    event = story_find_deal(story, "deal.closed");
    deal = json_loads(text_at(event, "payloadJson"), 0, NULL);
    stage_expect(story->stage,
                 number_at(deal, "amountMinor") == story->amount_minor
                     && strcmp(text_at(deal, "opportunityId"), story->opportunity_id) == 0
                     && strcmp(text_at(deal, "ownerId"), story->owner_id) == 0,
                 "deal.closed should carry amount, opportunity and owner");
    stage_tell(
        story->stage,
        "%s: contract %s, %lld.%02lld %s, %zu lines, from %s to %s, cycle of %lld days, %zu instalments, hash %.12s...",
        text_at(event, "type"), text_at(deal, "number"), number_at(deal, "amountMinor") / 100,
        number_at(deal, "amountMinor") % 100, text_at(deal, "currency"), json_array_size(at(deal, "lines")),
        text_at(deal, "sourceChannel"), text_at(deal, "closingChannel"), number_at(deal, "cycleDays"),
        json_array_size(at(deal, "paymentSchedule")), text_at(deal, "docHash"));
    json_decref(deal);
    reply = stage_until(story->stage, story->owner, "opportunities.GetOpportunity", opportunity_of(story),
                        "opportunity.state", "WON");
    stage_tell(story->stage, "By that event, and by nobody's hand, the opportunity is %s.",
               text_at(reply, "opportunity.state"));
}
