/* SPDX-License-Identifier: Apache-2.0 */
#include "chain.h"

#include <string.h>

#include "base/clock.h"
#include "document.h"
#include "google/protobuf/timestamp.pb-c.h"

const char chain_root[] = "0000000000000000000000000000000000000000000000000000000000000000";

const char *chain_hash(struct arena *arena, const char *contract_id, const ContractStep *step)
{
    char at[TIME_TEXT];
    time_format(step->at->seconds * 1000000 + step->at->nanos / 1000, at);
    const char *text = arena_printf(arena, "dealspine-contract-step-v%d\n%s\n%u\n%s\n%s\n%s\n%u\n%s\n%s\n%s%s",
                                    step->rows_hash ? 2 : 1, contract_id, step->seq, at, step->actor, step->verb,
                                    step->text_version, step->doc_hash, step->prev_hash,
                                    step->rows_hash ? step->rows_hash : "", step->rows_hash ? "\n" : "");
    return text_hash(arena, text);
}

bool chain_writes(const char *verb)
{
    return strcmp(verb, "drafted") == 0 || strcmp(verb, "revised") == 0 || strcmp(verb, "versioned") == 0 ||
           strcmp(verb, "imported") == 0;
}

/* Is the text that step `i` names the one that was later replaced in place? */
static bool is_replaced(ContractStep *const *steps, size_t n, size_t i)
{
    for (size_t k = i + 1; k < n; k++)
        if (steps[k]->text_version == steps[i]->text_version && chain_writes(steps[k]->verb))
            return true;
    return false;
}

static bool text_holds(const ContractStep *step, const struct stored_text *texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (texts[i].text_version == step->text_version)
            return strcmp(texts[i].doc_hash, step->doc_hash) == 0;
    return false;
}

static const char *broken_link(struct arena *arena, const char *contract_id, ContractStep *const *steps, size_t i)
{
    const ContractStep *step = steps[i];
    if (step->seq != i + 1)
        return "GAP";
    if (strcmp(step->prev_hash, i ? steps[i - 1]->hash : chain_root) != 0)
        return "LINK";
    return strcmp(step->hash, chain_hash(arena, contract_id, step)) == 0 ? NULL : "CONTENT";
}

static void set_broken(VerifyContractReply *ret, uint32_t seq, const char *rule)
{
    ret->intact = false;
    ret->has_broken_seq = true;
    ret->broken_seq = seq;
    ret->broken_rule = rule;
}

void chain_verify(struct arena *arena, const char *contract_id, ContractStep *const *steps, size_t n, uint32_t length,
                  const char *head, const struct stored_text *texts, size_t n_texts, VerifyContractReply *ret)
{
    ret->has_intact = ret->has_steps = true;
    ret->intact = true;
    ret->steps = (uint32_t)n;
    for (size_t i = 0; i < n && ret->intact; i++) {
        const char *rule = broken_link(arena, contract_id, steps, i);
        if (rule)
            set_broken(ret, (uint32_t)i + 1, rule);
    }
    for (size_t i = 0; i < n && ret->intact; i++) /* only once the steps themselves can be trusted */
        if (!is_replaced(steps, n, i) && !text_holds(steps[i], texts, n_texts))
            set_broken(ret, (uint32_t)i + 1, "DOCUMENT");
    if (ret->intact && (n != length || (n && strcmp(steps[n - 1]->hash, head) != 0)))
        set_broken(ret, (uint32_t)n + 1, "TAIL");
}
