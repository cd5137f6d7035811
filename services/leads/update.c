/* SPDX-License-Identifier: Apache-2.0 */
#include "update.h"

#include <string.h>

#include "base/text.h"

static void add_field(struct update *update, const char *name)
{
    if (update->n_fields < UPDATE_FIELDS)
        update->fields[update->n_fields++] = name;
}

static void set_attribute(struct arena *arena, const LeadAttribute *given, struct update *update)
{
    const char *value = given->value ? given->value : "";
    size_t i = 0;
    while (i < update->n_attributes && strcmp(update->attributes[i]->key, given->key) != 0)
        i++;
    if (i < update->n_attributes && strcmp(update->attributes[i]->value, value) == 0)
        return;
    LeadAttribute *set = arena_alloc(arena, sizeof *set);
    lead_attribute__init(set);
    set->key = given->key;
    set->value = value;
    update->attributes[i] = set;
    if (i == update->n_attributes)
        update->n_attributes++;
    add_field(update, arena_printf(arena, "attributes.%s", given->key));
}

static bool same_interests(const CaptureLeadRequest *in, const Lead *lead)
{
    if (in->n_interests != lead->n_interests)
        return false;
    for (size_t i = 0; i < in->n_interests; i++)
        if (strcmp(in->interests[i], lead->interests[i]) != 0)
            return false;
    return true;
}

/* A wish not to be contacted may be added by a file, not taken back. */
static void set_wish(const char *name, bool given, bool wish, protobuf_c_boolean *had, struct update *update)
{
    if (!given || wish == (bool)*had)
        return;
    if (wish) {
        *had = true;
        add_field(update, name);
    } else {
        update->kept[update->n_kept++] = name;
    }
}

static void keep_first_touch(const CaptureLeadRequest *in, const Lead *lead, struct update *update)
{
    const struct {
        const char *name, *given, *had;
    } texts[] = {
        {"source", in->source, lead->source},          {"campaign", in->campaign, lead->campaign},
        {"medium", in->medium, lead->medium},          {"keyword", in->keyword, lead->keyword},
        {"referrer", in->referrer, lead->referrer},    {"landing_page", in->landing_page, lead->landing_page},
        {"product", in->product, lead->product},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].given && !text_equal(texts[i].given, texts[i].had))
            update->kept[update->n_kept++] = texts[i].name;
    if (in->source_channel != lead->source_channel)
        update->kept[update->n_kept++] = "source_channel";
    if (in->captured_at && lead_us(in->captured_at) != lead_us(lead->captured_at))
        update->kept[update->n_kept++] = "captured_at";
}

void update_apply(struct arena *arena, const CaptureLeadRequest *in, Lead *lead, LeadAttribute *const *attributes,
                  size_t n, struct update *ret)
{
    *ret = (struct update){.attributes = arena_alloc(arena, (n + in->n_attributes + 1) * sizeof *attributes)};
    for (size_t i = 0; i < n; i++)
        ret->attributes[ret->n_attributes++] = attributes[i];
    for (size_t i = 0; i < in->n_attributes; i++)
        set_attribute(arena, in->attributes[i], ret);
    if (in->n_interests && !same_interests(in, lead)) {
        lead->interests = in->interests;
        lead->n_interests = in->n_interests;
        add_field(ret, "interests");
    }
    if (in->disposition && !text_equal(in->disposition, lead->disposition)) {
        lead->disposition = in->disposition;
        add_field(ret, "disposition");
    }
    set_wish("do_not_call", in->has_do_not_call, in->do_not_call, &lead->do_not_call, ret);
    set_wish("do_not_email", in->has_do_not_email, in->do_not_email, &lead->do_not_email, ret);
    keep_first_touch(in, lead, ret);
}
