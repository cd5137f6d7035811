/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "coverage.h"
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "service/alias.h"
#include "settings.h"

enum { USUAL_INFLUENCE = 3, PAGE = 200, MOST_PAGES = 10 };

/* The contact as customers knows it; the call's. */
static enum status ask_contact(struct call *call, const MapBuyingRoleRequest *in, const Contact **ret_contact)
{
    ListContactsRequest question = LIST_CONTACTS_REQUEST__INIT;
    const ListContactsReply *answer;
    question.customer_id = in->customer_id;
    question.has_page_size = true;
    question.page_size = PAGE;
    for (int page = 0; page < MOST_PAGES; page++) {
        TRY(ask(call, &customers__descriptor, "ListContacts", &question, (const void **)&answer));
        for (size_t i = 0; i < answer->n_contacts; i++)
            if (strcasecmp(answer->contacts[i]->id, in->contact_id) == 0) {
                *ret_contact = answer->contacts[i];
                return STATUS_OK;
            }
        if (!answer->next_page_token)
            break;
        question.page_token = answer->next_page_token;
    }
    return fail(call, STATUS_NOT_FOUND, "no such contact of this customer");
}

/* The words of customers' lists are those of K4 and K5 but for three names. */
static const char *function_word(const Contact *contact)
{
    switch (contact->function) {
    case CONTACT__FUNCTION__USER: return "USER_DEPT";
    case CONTACT__FUNCTION__TECHNICAL: return "TECHNICAL_DEPT";
    case CONTACT__FUNCTION__FINANCE_PURCHASING: return "FINANCE_PURCHASING";
    case CONTACT__FUNCTION__SUPPORT: return "SUPPORT_DEPT";
    default: return NULL;
    }
}

static void bind_role(struct call *call, const MapBuyingRoleRequest *in, const Contact *contact)
{
    bind_text(call, "level", contact->has_level ? enum_word(&contact__level__descriptor, contact->level) : NULL);
    bind_text(call, "function", contact->has_function ? function_word(contact) : NULL);
    bind_text(call, "stance", enum_word(&buying_role__stance__descriptor,
                                        in->has_stance ? in->stance : BUYING_ROLE__STANCE__UNKNOWN));
    bind_int(call, "influence", in->has_influence ? in->influence : USUAL_INFLUENCE);
}

static enum status read_roles(struct call *call, MapBuyingRoleReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_buying_roles, &rows));
    rows_into(call, &rows, out, "roles");
    return STATUS_OK;
}

static void tell_coverage(struct call *call, const Opportunity *opportunity, const MapBuyingRoleReply *before,
                          const MapBuyingRoleReply *now)
{
    OpportunityRoleCoverageChanged event = OPPORTUNITY_ROLE_COVERAGE_CHANGED__INIT;
    enum { FIRST = BUYING_ROLE__ROLE__INITIATOR, LAST = BUYING_ROLE__ROLE__USER };
    BuyingRole__Role *missing = arena_alloc(call->arena, (LAST - FIRST + 1) * sizeof *missing);
    bool changed = false;
    event.missing_roles = missing;
    for (int role = FIRST; role <= LAST; role++) {
        bool has = coverage_has(now->roles, now->n_roles, (BuyingRole__Role)role);
        changed |= has != coverage_has(before->roles, before->n_roles, (BuyingRole__Role)role);
        if (!has)
            missing[event.n_missing_roles++] = (BuyingRole__Role)role;
    }
    event.opportunity_id = opportunity->id;
    if (changed)
        emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, map_buying_role, MapBuyingRoleRequest, MapBuyingRoleReply)
{
    struct rows rows;
    const Contact *contact = NULL;
    const char *customer_id;
    Opportunity opportunity;
    MapBuyingRoleReply before = MAP_BUYING_ROLE_REPLY__INIT;
    if (!in->remove) /* somebody who has left can still be taken off the map */
        TRY(ask_contact(call, in, &contact));
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(alias_head(call, in->customer_id, &customer_id));
    if (strcasecmp(opportunity.customer_id, customer_id) != 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_DIFFERS", "the opportunity is another customer's");
    TRY(read_roles(call, &before));
    bind_text(call, "role", enum_word(&buying_role__role__descriptor, in->role));
    if (contact)
        bind_role(call, in, contact);
    TRY(sql(call, in->remove ? &SQL_delete_buying_role : &SQL_put_buying_role, &rows));
    TRY(read_roles(call, out));
    opportunity_touch(call, "buying_roles");
    TRY(opportunity_save(call, &opportunity));
    tell_coverage(call, &opportunity, &before, out);
    out->gaps = coverage_gaps(call->arena, out->roles, out->n_roles, (uint32_t)opportunities_settings.role_days,
                              call->now_us, &out->n_gaps);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
