/* SPDX-License-Identifier: Apache-2.0
 * From the first click to a converted lead.
 */
#include "demo_story.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static json_t *capture_of(const struct story *story, const char *phone, const char *email, const char *channel)
{
    json_t *request = json_pack("{s:s, s:s, s:s, s:s}", "name", story->person.name, "sourceChannel", channel, "product",
                                "planner", "consentTextVersion", "2026-1");

    if (phone)
        json_object_set_new(request, "phone", json_string(phone));
    if (email)
        json_object_set_new(request, "email", json_string(email));
    return request;
}

static void capture_by_form(struct story *story)
{
    struct error error = {0};
    long codes[2] = {0, 0};

    stage_step(story->stage, "%s fills in the form on the web site. Nobody is signed in there.", story->person.name);
    if (stage_is_broken(story->stage))
        return;
    stage_expect(story->stage,
                 form_post_twice(stage_url(story->stage), "spring", &story->person, "planner", codes, &error)
                     == STATUS_OK,
                 "the form: %s", error.message);
    stage_expect(story->stage, codes[0] / 100 == 2 && codes[1] / 100 == 2,
                 "the form should thank twice, but answered %ld and %ld", codes[0], codes[1]);
    stage_tell(
        story->stage,
        "An impatient finger sends it twice. Both are thanked; the form carries a key, so the second is the first.");
    stage_refuse(story->stage, "finance", "leads.CaptureLead", capture_of(story, story->person.phone, NULL, "WEB"),
                 STATUS_PERMISSION_DENIED, NULL, "has no business with leads and tries to enter one");
}

static void find_customer(struct story *story)
{
    json_t *reply = stage_call(story->stage, "clerk", "customers.SearchCustomers",
                               json_pack("{s:s}", "phone", story->person.phone));

    stage_expect(story->stage, json_array_size(at(reply, "hits")) == 1,
                 "one customer should have the phone, but %zu have", json_array_size(at(reply, "hits")));
    story->customer_id = text_at(reply, "hits.0.customerId");
    stage_tell(story->stage, "There is one customer with the phone, shown as %s, %s: who searches sees only so much.",
               text_at(reply, "hits.0.nameMasked"), text_at(reply, "hits.0.pointMasked"));
    stage_refuse(story->stage, "engineer", "customers.SearchCustomers",
                 json_pack("{s:s}", "phone", story->person.phone), STATUS_PERMISSION_DENIED, NULL,
                 "looks for the customer, out of curiosity");
}

static void find_lead(struct story *story)
{
    json_t *reply =
        stage_call(story->stage, "admin", "leads.ListLeads", json_pack("{s:s}", "customerId", story->customer_id));

    stage_expect(story->stage, json_array_size(at(reply, "leads")) == 1,
                 "the form posted twice should have made 1 lead, not %zu", json_array_size(at(reply, "leads")));
    story->lead_id = text_at(reply, "leads.0.id");
    story->owner_id = text_at(reply, "leads.0.ownerId");
    stage_expect(story->stage, story->owner_id[0] != '\0', "the lead should have an owner, but is %s: %s",
                 text_at(reply, "leads.0.state"), text_at(reply, "leads.0.assignmentReason"));
    story->owner = stage_login(story->stage, story->owner_id);
    story->other = strcmp(story->owner, "tele1") == 0 ? "tele2" : "tele1";
    stage_tell(story->stage, "The two posts made one lead. It is %s's.", story->owner);
}

static void capture_again(struct story *story, const char *who, const char *phone, const char *email,
                          const char *channel)
{
    json_t *reply =
        stage_call_by(story->stage, who, channel, "leads.CaptureLead", capture_of(story, phone, email, channel));

    stage_expect(story->stage,
                 strcmp(text_at(reply, "lead.state"), "DUPLICATE") == 0
                     && strcmp(text_at(reply, "lead.duplicateOf"), story->lead_id) == 0,
                 "the capture should be a duplicate of the first lead, but is %s", text_at(reply, "lead.state"));
}

void story_capture(struct story *story)
{
    json_t *reply;

    capture_by_form(story);
    stage_step(story->stage, "In the store the clerk looks %s up by phone before writing anything down.",
               story->person.name);
    find_customer(story);
    find_lead(story);
    stage_step(story->stage, "%s calls, and later comes to the store, asking for the same thing.", story->person.name);
    capture_again(story, story->other, story->person.phone_written, story->person.email, "PHONE");
    stage_tell(story->stage, "%s takes the call and notes the number in another way, with an e-mail address.",
               story->other);
    capture_again(story, "clerk", NULL, story->person.email, "STORE");
    stage_tell(
        story->stage,
        "In the store only the e-mail address is left. Both captures are known as the same wish of the same person.");
    reply = stage_call(story->stage, "manager", "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id));
    stage_expect(story->stage, json_array_size(at(reply, "touches")) == 3,
                 "the lead should have 3 touches, but has %zu", json_array_size(at(reply, "touches")));
    stage_tell(story->stage, "One customer, three touches (%s, %s, %s), one open lead.",
               text_at(reply, "touches.0.sourceChannel"), text_at(reply, "touches.1.sourceChannel"),
               text_at(reply, "touches.2.sourceChannel"));
}

void story_assess(struct story *story)
{
    json_t *reply, *reason;
    size_t i;

    stage_step(story->stage, "The rules look at the lead.");
    reply = stage_call(story->stage, "manager", "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id));
    stage_tell(story->stage, "Screening: %s objected.",
               strcmp(text_at(reply, "lead.screeningRule"), "none") == 0 ? "no rule"
                                                                         : text_at(reply, "lead.screeningRule"));
    json_array_foreach(at(reply, "scoreReasons"), i, reason)
        stage_tell(story->stage, "%+lld  %s (%s)", number_at(reason, "points"), text_at(reason, "sentence"),
                   text_at(reason, "rule"));
    stage_tell(story->stage, "Score %lld, intent %s, grade %s, priority %lld.", number_at(reply, "lead.score"),
               text_at(reply, "lead.intent"), text_at(reply, "lead.grade"), number_at(reply, "lead.priority"));
    stage_tell(story->stage, "Owner %s, because: %s", story->owner, text_at(reply, "lead.assignmentReason"));
    stage_expect(story->stage, text_at(reply, "lead.grade")[0] && text_at(reply, "lead.assignmentReason")[0],
                 "the lead should be graded and assigned with a reason");
    stage_refuse(story->stage, "engineer", "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id),
                 STATUS_PERMISSION_DENIED, NULL, "opens the lead");
    stage_refuse(story->stage, "clerk", "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id), STATUS_NOT_FOUND,
                 NULL, "opens it too, but sees only the store's leads");
}

static void report(struct story *story, const char *call_id, const char *state)
{
    stage_call(story->stage, story->owner, "customers.ReportCall",
               json_pack("{s:s, s:s}", "callId", call_id, "state", state));
}

/* The customer has a second number, on which nobody may call. */
static void refuse_dial(struct story *story)
{
    json_t *reply = stage_call(story->stage, story->owner, "customers.AddContactPoint",
                               json_pack("{s:s, s:s, s:s}", "customerId", story->customer_id, "kind", "PHONE", "value",
                                         story->person.second_phone));
    const char *point = text_at(reply, "contactPoint.id");

    stage_call(story->stage, story->owner, "customers.SetPermission",
               json_pack("{s:s, s:s, s:s, s:s}", "contactPointId", point, "medium", "CALL", "purpose", "*", "state",
                         "BLOCKED"));
    reply = stage_call(story->stage, story->owner, "customers.RequestCall",
                       json_pack("{s:s, s:s, s:s}", "customerId", story->customer_id, "contactPointId", point, "leadId",
                                 story->lead_id));
    stage_expect(story->stage,
                 strcmp(text_at(reply, "call.state"), "REFUSED") == 0
                     && strcmp(text_at(reply, "call.decision.reason"), "BLOCKED") == 0,
                 "the dial of a blocked number should be REFUSED as BLOCKED, but is %s", text_at(reply, "call.state"));
    stage_tell(story->stage, "A second number must not be called. The dial is refused: %s",
               text_at(reply, "call.decision.sentence"));
}

void story_call(struct story *story)
{
    json_t *reply, *dial = json_pack("{s:s, s:s}", "customerId", story->customer_id, "leadId", story->lead_id);

    stage_step(story->stage, "%s wants to call %s: first the permission, then the dial.", story->owner,
               story->person.name);
    stage_until(story->stage, story->owner, "customers.GetCustomer", json_pack("{s:s}", "id", story->customer_id),
                "customer.ownerId", story->owner_id);
    stage_refuse(story->stage, story->other, "customers.RequestCall", json_incref(dial), STATUS_NOT_FOUND, NULL,
                 "asks to call the same customer, who is a colleague's");
    reply = stage_call(story->stage, story->owner, "customers.RequestCall", dial);
    stage_expect(story->stage, strcmp(text_at(reply, "call.state"), "REQUESTED") == 0,
                 "the dial should be permitted, but is %s: %s", text_at(reply, "call.state"),
                 text_at(reply, "call.decision.sentence"));
    story->call_id = text_at(reply, "call.id");
    stage_tell(story->stage, "Permitted: %s", text_at(reply, "call.decision.sentence"));
    refuse_dial(story);
    report(story, story->call_id, "DIALLING");
    report(story, story->call_id, "RINGING");
    report(story, story->call_id, "ANSWERED");
    if (!stage_is_broken(story->stage))
        sleep(1);
    report(story, story->call_id, "ENDED");
    reply = stage_call(story->stage, story->owner, "customers.WrapCall",
                       json_pack("{s:s, s:s, s:s}", "callId", story->call_id, "disposition", "INTERESTED", "note",
                                 "Wants a visit next week."));
    stage_tell(story->stage, "They talked for %lld s; disposition %s.", number_at(reply, "call.talkS"),
               text_at(reply, "call.disposition"));
    stage_call(story->stage, story->owner, "customers.RecordActivity",
               json_pack("{s:s, s:s, s:s, s:s, s:b, s:i, s:s, s:s, s:s, s:s}", "customerId", story->customer_id,
                         "leadId", story->lead_id, "callId", story->call_id, "type", "TELESALES", "twoWay", 1, "effectLevel",
                         2, "need", "One plan for three lines.", "concern", "Whether it can be in use before summer.",
                         "feedback", "Liked the example.", "intent", "UP"));
    reply = stage_until(story->stage, story->owner, "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id),
                        "lead.state", "WORKING");
    stage_tell(story->stage, "The follow-up keeps need, concern and feedback. The lead hears of it by event: now %s.",
               text_at(reply, "lead.state"));
}

void story_convert(struct story *story)
{
    json_t *factors =
        json_pack("{s:s, s:i, s:i, s:i, s:i, s:s, s:s, s:s, s:s}", "leadId", story->lead_id, "urgency", 4,
                  "purchasingPower", 4, "decisionAuthority", 3, "competition", 4, "urgencyEvidence",
                  "wants to start in May", "purchasingPowerEvidence", "budget approved", "decisionAuthorityEvidence",
                  "decides with one partner", "competitionEvidence", "no other offer yet");
    json_t *convert = json_pack("{s:s}", "leadId", story->lead_id), *reply;

    stage_step(story->stage, "Is this a real opportunity? Four factors, each with its evidence.");
    stage_refuse(story->stage, story->owner, "leads.ConvertLead", json_incref(convert), STATUS_FAILED_PRECONDITION,
                 "WRONG_STATE", "is in a hurry and converts at once");
    stage_refuse(story->stage, story->other, "leads.QualifyLead", json_incref(factors), STATUS_NOT_FOUND, NULL,
                 "qualifies a colleague's lead");
    reply = stage_call(story->stage, story->owner, "leads.QualifyLead", factors);
    stage_tell(story->stage, "Urgency 4, purchasing power 4, decision authority 3, competition 4: %s.",
               text_at(reply, "lead.state"));
    stage_refuse(story->stage, story->other, "leads.ConvertLead", json_incref(convert), STATUS_NOT_FOUND, NULL,
                 "converts a colleague's lead");
    reply = stage_call(story->stage, story->owner, "leads.ConvertLead", convert);
    story->opportunity_id = text_at(reply, "opportunityId");
    reply = stage_until(story->stage, story->owner, "leads.GetLead", json_pack("{s:s}", "leadId", story->lead_id),
                        "lead.state", "CONVERTED");
    stage_tell(story->stage, "Two services agreed on it by events, and the lead is %s.", text_at(reply, "lead.state"));
}
