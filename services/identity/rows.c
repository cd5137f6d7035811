/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

#include "base/id.h"
#include "rooms.h"
#include "user.h"
#include "wire/pack.h"

enum { PAGE_DEFAULT = 50 };

User *user_of_row(struct call *call, const struct rows *rows, size_t row)
{
    User *user = wire_new(call->arena, &user__descriptor);
    Presence *presence = wire_new(call->arena, &presence__descriptor);
    row_into(call, rows, row, user);
    presence->has_state = 1;
    presence->state = (Presence__State)protobuf_c_enum_descriptor_get_value_by_name(
                          &presence__state__descriptor, row_text(rows, row, "presence_state"))->value;
    presence->reason = row_text(rows, row, "presence_reason");
    presence->since = time_message(call, row_time(rows, row, "presence_since"));
    user->presence = presence;
    return user;
}

static uint32_t page_of(bool has_size, uint32_t size)
{
    return has_size ? size : PAGE_DEFAULT;
}

void bind_page(struct call *call, bool has_size, uint32_t size)
{
    bind_int(call, "limit", page_of(has_size, size) + 1);
}

size_t page_rows(struct call *call, const struct rows *rows, bool has_size, uint32_t size, const char *column,
                 const char **ret_token)
{
    size_t page = page_of(has_size, size);
    if (rows->n <= page) {
        *ret_token = NULL;
        return rows->n;
    }
    *ret_token = arena_strdup(call->arena, row_text(rows, page - 1, column));
    return page;
}

enum status bind_after_id(struct call *call, const char *token)
{
    uint8_t id[ID_BYTES];
    if (token && token[0] && !id_parse(token, id))
        return bad(call, "page_token", "must be the next_page_token of an earlier page");
    bind_text(call, "after", token && token[0] ? token : "00000000-0000-0000-0000-000000000000");
    return STATUS_OK;
}

enum status find_place(struct call *call, const char *team_path, const char **roles, size_t n_roles)
{
    struct rows rows;
    if (team_path && !team_path_is_valid(team_path))
        return bad(call, "team_path", "must be codes between slashes, \"/hq/sales/\"");
    bind_text(call, "team_path", team_path);
    bind_texts(call, "roles", roles, n_roles);
    TRY(sql_one(call, &SQL_find_place, "team", &rows));
    if (!row_bool(&rows, 0, "has_team"))
        return fail(call, STATUS_NOT_FOUND, "no such team");
    const char *unknown = row_text(&rows, 0, "unknown_role");
    if (unknown)
        return fail(call, STATUS_NOT_FOUND, "no role \"%.40s\"; ListRoles tells which there are", unknown);
    return STATUS_OK;
}

enum status audit(struct call *call, const char *verb, const char *subject_type, const char *subject_id,
                  const char *detail)
{
    struct rows rows;
    bind_text(call, "verb", verb);
    bind_text(call, "subject_type", subject_type);
    bind_text(call, "subject_id", subject_id);
    bind_text(call, "detail", detail);
    return sql(call, &SQL_add_audit, &rows);
}
