/* SPDX-License-Identifier: Apache-2.0 */
#include "altered.h"

#include <stdlib.h>
#include <string.h>

/* What steps change beside the state of the contract. Verbs that write a text change everything. */
static const struct {
    const char *verb; /* or its first word */
    const char *places[8];
} touches[] = {
    {"checked", {"checklist_item"}},
    {"submitted", {"contract_version", "approval_", "text_author"}},
    {"approved", {"approval_", "payment"}},
    {"returned", {"approval_"}},
    {"rejected", {"approval_"}},
    {"recalled", {"approval_"}},
    {"cancelled", {"approval_"}},
    {"approver_added", {"approval_"}},
    {"requested", {"approval_"}},
    {"sent", {"mark"}},
    {"marked", {"mark", "authority"}},
    {"declined", {"mark", "approval_"}},
    {"revoked", {"mark", "approval_"}},
    {"signed", {"signed_document"}},
    {"effective", {"payment", "duty"}},
    {"obligation", {"duty"}},
    {"proposed", {"contract_version", "contract_line", "contract_clause", "instalment", "obligation", "amendment",
                  "approval_", "text_author"}},
    {"amended", {"contract.terms", "signed_amendment", "payment", "duty"}},
    {"fulfilled", {"approval_"}},
    {"planned", {"payment"}},
    {"due", {"payment"}},
    {"overdue", {"payment"}},
    {"received", {"payment", "receipt"}},
    {"copied", {"paper_copy"}},
    {"held", {"contract_hold"}},
    {"released", {"contract_hold"}},
    {"voided", {"payment", "duty", "approval_"}},
    {"terminated", {"payment", "duty", "approval_"}},
    {"expired", {"approval_"}},
    {"withdrawn", {"payment", "contract_import.withdrawal"}},
    {"erased", {"obligation", "checklist_item", "approval_", "receipt"}},
};

static bool is_first_word(const char *word, const char *verb)
{
    size_t n = strlen(word);
    return strncmp(verb, word, n) == 0 && (verb[n] == '\0' || verb[n] == '.');
}

static bool begins(const char *place, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(place, prefix, n) == 0 && (prefix[n - 1] == '_' || place[n] == '\0' || place[n] == ' ');
}

bool step_touches(const char *verb, const char *place)
{
    if (strcmp(verb, "drafted") == 0 || strcmp(verb, "revised") == 0 || strcmp(verb, "versioned") == 0 ||
        strcmp(verb, "imported") == 0)
        return true;
    if (strcmp(place, "contract.state") == 0)
        return true;
    for (size_t i = 0; i < sizeof touches / sizeof *touches; i++)
        for (size_t k = 0; is_first_word(touches[i].verb, verb) && k < 8 && touches[i].places[k]; k++)
            if (begins(place, touches[i].places[k]))
                return true;
    return false;
}

static int by_place(const void *a, const void *b)
{
    const struct kept_row *one = a, *other = b;
    int order = strcmp(one->place, other->place);
    return order ? order : (one->seq > other->seq) - (one->seq < other->seq);
}

static bool tell(struct altered_row *ret, const char *place, uint32_t seq, const char *rule)
{
    *ret = (struct altered_row){place, seq, rule};
    return true;
}

/* As the steps have left them: of each place the last, by place; removed ones stay in it. */
static size_t replay(struct arena *arena, const struct kept_row *steps, size_t n, struct kept_row **ret_rows)
{
    struct kept_row *rows = arena_memdup(arena, steps, n * sizeof *rows);
    size_t kept = 0;
    qsort(rows, n, sizeof *rows, by_place);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || strcmp(rows[i].place, rows[i + 1].place) != 0)
            rows[kept++] = rows[i];
    *ret_rows = rows;
    return kept;
}

static bool is_foreign(const struct kept_row *steps, size_t n, struct altered_row *ret)
{
    for (size_t i = 0; i < n; i++)
        if (steps[i].seq != steps[0].seq && !step_touches(steps[i].verb, steps[i].place))
            return tell(ret, steps[i].place, steps[i].seq, "FOREIGN");
    return false;
}

bool find_altered(struct arena *arena, const struct kept_row *steps, size_t n_steps, const struct kept_row *present,
                  size_t n_present, struct altered_row *ret_altered)
{
    struct kept_row *left;
    size_t i = 0, k = 0;
    if (is_foreign(steps, n_steps, ret_altered))
        return true;
    size_t n = n_steps ? replay(arena, steps, n_steps, &left) : 0;
    while (n && (i < n || k < n_present)) {
        int order = i == n ? 1 : k == n_present ? -1 : strcmp(left[i].place, present[k].place);
        if (order < 0 && left[i].digest)
            return tell(ret_altered, left[i].place, left[i].seq, "REMOVED");
        if (order > 0 || (order == 0 && !left[i].digest))
            return tell(ret_altered, present[k].place, order ? left[n - 1].seq : left[i].seq, "INSERTED");
        if (order == 0 && strcmp(left[i].digest, present[k].digest) != 0)
            return tell(ret_altered, left[i].place, left[i].seq, "ALTERED");
        i += order <= 0;
        k += order == 0;
    }
    return false;
}
