/* SPDX-License-Identifier: Apache-2.0 */
#include "document.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

const char *text_hash(struct arena *arena, const char *text)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
    return hex_encode(arena, hash, sizeof hash);
}

static const char *normal(struct arena *arena, const char *raw)
{
    struct text out;
    text_init(&out, arena);
    text_puts(&out, "");
    for (const char *p = raw; *p; p++) {
        if (*p == '\r')
            continue;
        if (*p == '\n')
            while (out.size && (out.bytes[out.size - 1] == ' ' || out.bytes[out.size - 1] == '\t'))
                out.bytes[--out.size] = '\0';
        text_putc(&out, *p);
    }
    while (out.size && strchr(" \t\n", out.bytes[out.size - 1]))
        out.bytes[--out.size] = '\0';
    return out.bytes ? out.bytes : "";
}

static void put_free(struct text *out, const char *label, const char *raw)
{
    const char *text = normal(out->arena, raw ? raw : "");
    text_printf(out, "%s %zu:\n%s\n", label, strlen(text), text);
}

static void put_head(struct text *out, const Contract *contract)
{
    text_printf(out, "contract %s\ntext version %u\n", contract->number, contract->text_version);
    text_printf(out, "template %s revision %u\n", contract->template_code, contract->template_revision);
    text_printf(out, "customer %s\n", contract->customer_id ? contract->customer_id : "not known");
    if (contract->opportunity_id)
        text_printf(out, "opportunity %s\n", contract->opportunity_id);
    for (size_t i = 0; i < contract->n_signatory_contact_ids; i++)
        text_printf(out, "signatory %s\n", contract->signatory_contact_ids[i]);
    text_printf(out, "effective from %s\n", contract->effective_date);
    if (contract->has_term_months)
        text_printf(out, "term %u months\n", contract->term_months);
    else
        text_puts(out, "term without end\n");
}

static void put_lines(struct text *out, const Contract *contract, const GetContractReply *terms)
{
    for (size_t i = 0; i < terms->n_lines; i++) {
        const ContractLine *line = terms->lines[i];
        text_printf(out, "line %zu %s %s quantity %" PRId64 " price %" PRId64 " discount %u total %" PRId64 "\n", i + 1,
                    line->product_code, line->kind, line->quantity, line->price_minor, line->discount_basis_points,
                    line->total_minor);
        put_free(out, "name", line->name);
    }
    text_printf(out, "amount %" PRId64 " %s\n", contract->amount_minor, contract->currency);
}

static void put_duties(struct text *out, const GetContractReply *terms)
{
    for (size_t i = 0; i < terms->n_instalments; i++)
        text_printf(out, "instalment %zu %s %" PRId64 "\n", i + 1, terms->instalments[i]->due_on,
                    terms->instalments[i]->amount_minor);
    for (size_t i = 0; i < terms->n_obligations; i++) {
        const ContractObligation *duty = terms->obligations[i];
        text_printf(out, "obligation %s %s due %s\n",
                    enum_word(&contract_obligation__group__descriptor, duty->group),
                    duty->code, duty->due_on ? duty->due_on : "by agreement");
        put_free(out, "description", duty->description);
    }
}

const char *document_text(struct arena *arena, const Contract *contract, const GetContractReply *terms)
{
    struct text out;
    text_init(&out, arena);
    put_head(&out, contract);
    put_lines(&out, contract, terms);
    for (size_t i = 0; i < terms->n_clauses; i++) {
        const ContractClause *clause = terms->clauses[i];
        const char *group =
            enum_word(&contract_clause__group__descriptor, clause->group);
        put_free(&out, arena_printf(arena, "clause %s", group), clause->text);
    }
    put_duties(&out, terms);
    return out.bytes;
}
