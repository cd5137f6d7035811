/* SPDX-License-Identifier: Apache-2.0 */
#include "sse_hint.h"

#include <string.h>

#include "base/text.h"
#include "wire/scope.h"

/* An aggregate that is in no row is told to nobody. The pool, and promised calls that anyone may keep, are seen beyond the
 * scope of leads.read: of those it is told that they changed, not which. */
static const struct rule {
    const char *domain, *agg_type, *permission;
    const char *types; /* of events, each between spaces; NULL: all of the aggregate */
    const char *told;  /* as what; with its id where it is the aggregate itself */
} rules[] = {
    {"leads", "lead", "leads.read", NULL, "lead"},
    {"leads", "lead", "leads.claim", " lead.pooled lead.claimed lead.released lead.recycled ", "pool"},
    {"leads", "callback", "leads.claim", NULL, "callbacks"},
    {"leads", "follow_up_plan", "leads.work", NULL, "plans"},
    {"customers", "customer", "customers.read", NULL, "customer"},
    {"customers", "contact_point", "customers.read", NULL, "contact_points"},
    {"customers", "contact", "customers.read", NULL, "contacts"},
    {"customers", "need", "customers.read", NULL, "needs"},
    {"customers", "activity", "customers.read", NULL, "activities"},
    {"customers", "call", "customers.read", NULL, "calls"},
    {"opportunities", "opportunity", "opportunities.read", NULL, "opportunity"},
    {"opportunities", "quote", "opportunities.read", NULL, "quotes"},
    {"contracts", "contract", "contracts.read", NULL, "contract"},
};
enum { RULES = sizeof rules / sizeof *rules };

const char *const *hint_scopes(const Principal *principal, struct arena *arena)
{
    const char **scopes = arena_alloc(arena, RULES * sizeof *scopes);
    bool any = false;
    for (size_t i = 0; i < RULES; i++)
        if (principal_scope(principal, rules[i].permission, arena, &scopes[i]))
            any = true;
        else
            scopes[i] = NULL;
    return any ? scopes : NULL;
}

bool hint_reads(const char *const *scopes, const char *domain)
{
    for (size_t i = 0; i < RULES; i++)
        if (scopes[i] && strcmp(rules[i].domain, domain) == 0)
            return true;
    return false;
}

static bool is_of(const struct rule *rule, const Event *event)
{
    if (!text_equal(event->domain, rule->domain) || !text_equal(event->agg_type, rule->agg_type))
        return false;
    if (!rule->types)
        return true;
    const char *at = event->type ? strstr(rule->types, event->type) : NULL;
    return at && at[-1] == ' ' && at[strlen(event->type)] == ' ';
}

/* The pool of everybody belongs to "/". */
static bool is_in(const struct rule *rule, const char *scope, const char *owner_path)
{
    return strncmp(owner_path, scope, strlen(scope)) == 0 || (rule->types && strcmp(owner_path, "/") == 0);
}

const char *hint_of(const char *const *scopes, const Event *event, struct arena *arena)
{
    for (size_t i = 0; i < RULES; i++) {
        const struct rule *rule = &rules[i];
        if (!scopes[i] || !event->owner_path || !is_of(rule, event) || !is_in(rule, scopes[i], event->owner_path))
            continue;
        if (strcmp(rule->told, rule->agg_type) == 0)
            return arena_printf(arena, "{\"domain\":\"%s\",\"aggType\":\"%s\",\"aggId\":\"%s\"}", rule->domain, rule->told,
                                event->agg_id);
        return arena_printf(arena, "{\"domain\":\"%s\",\"aggType\":\"%s\"}", rule->domain, rule->told);
    }
    return NULL;
}
