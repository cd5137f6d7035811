/* SPDX-License-Identifier: Apache-2.0
 * OpenAPI 3.1 of what outsiders may call: the methods by POST, and what the gateway serves itself.
 */
#include <string.h>

#include "base/arena.h"
#include "comments.h"
#include "documents.h"
#include "gateway.h"
#include "shape.h"

static json_t *json_body(json_t *schema)
{
    return json_pack("{s:{s:{s:o}}}", "content", "application/json", "schema", schema);
}

static json_t *reply(const char *description, json_t *schema)
{
    json_t *body = json_body(schema);
    json_object_set_new(body, "description", json_string(description));
    return body;
}

static json_t *parameter_ref(const char *name)
{
    return json_pack("{s:o}", "$ref", json_sprintf("#/components/parameters/%s", name));
}

static json_t *header(const char *name, const char *description)
{
    return json_pack("{s:s, s:s, s:s, s:{s:s}}", "name", name, "in", "header", "description", description, "schema", "type",
                     "string");
}

static json_t *parameters(void)
{
    json_t *all = json_object();
    json_object_set_new(all, "IdempotencyKey",
                        header("Idempotency-Key", "Of a command: 1 to 128 printable characters. Sent again under the same key "
                                                  "it takes effect once. Made here when absent."));
    json_object_set_new(all, "Timeout", header("Connect-Timeout-Ms", "Time for the call, at most 60000; default 10000."));
    json_object_set_new(all, "Channel", header("Dealspine-Channel", "How a write came in: PHONE WEB STORE IMPORT API."));
    json_object_set_new(all, "Position",
                        header("Dealspine-Position", "Of a query: answer only from a state that has seen this, \"leads/123\"."));
    json_object_set_new(all, "Console",
                        header("Dealspine-Console", "Any value; needed where a session's cookie stands for the token."));
    return all;
}

/* The first sentence, as a heading of its own. */
static json_t *summary_of(const char *comment, const char *fallback)
{
    const char *end = strstr(comment, ". ");
    size_t n = end ? (size_t)(end - comment) : strlen(comment);
    if (!end && n && comment[n - 1] == '.')
        n--;
    return n ? json_stringn(comment, n) : json_string(fallback);
}

static json_t *operation(const struct schema_method *method)
{
    struct arena *arena = arena_new();
    const char *comment = comment_of(arena_printf(arena, "%s.%s", method->service, method->name));
    json_t *it = json_pack("{s:s, s:[s], s:o, s:s, s:[o, o, o]}", "operationId", method->full, "tags", method->word,
                           "summary", summary_of(comment, method->full), "description", comment, "parameters",
                           parameter_ref("Timeout"), parameter_ref("Console"),
                           parameter_ref(method->query ? "Position" : "IdempotencyKey"));
    if (!method->query)
        json_array_append_new(json_object_get(it, "parameters"), parameter_ref("Channel"));
    json_t *body = json_body(shape_ref(method->input));
    json_object_set_new(body, "required", json_true());
    json_object_set_new(it, "requestBody", body);
    json_object_set_new(it, "responses",
                        json_pack("{s:o, s:{s:s}}", "200", reply("The reply.", shape_ref(method->output)), "default", "$ref",
                                  "#/components/responses/Refusal"));
    if (method->open)
        json_object_set_new(it, "security", json_array());
    else
        json_object_set_new(it, "x-permission", json_string(method->permission));
    arena_free(arena);
    return it;
}

static void add_methods(json_t *paths, json_t *schemas)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(gateway.schema, &n);
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        if (methods[i]->permission || methods[i]->open) {
            json_object_set_new(paths, arena_printf(arena, "/%s/%s", methods[i]->service, methods[i]->name),
                                json_pack("{s:o}", "post", operation(methods[i])));
            shape_add(schemas, methods[i]->input);
            shape_add(schemas, methods[i]->output);
        }
        arena_free(arena);
    }
}

/* ---- what is no method ------------------------------------------------------------------------------------------- */

static json_t *session_path(void)
{
    const struct schema_message *input = schema_message(gateway.schema, "dealspine.identity.v1.SignInRequest");
    const struct schema_message *output = schema_message(gateway.schema, "dealspine.identity.v1.SignInReply");
    json_t *sign_in = json_pack(
        "{s:s, s:[s], s:s, s:[], s:[o], s:o, s:{s:o, s:{s:s}}}", "operationId", "session.begin", "tags", "session", "summary",
        "Signs a browser in: the token becomes a cookie", "security", "parameters", parameter_ref("Console"), "requestBody",
        json_body(shape_ref(input)), "responses", "200", reply("As of identity.SignIn, without the token.", shape_ref(output)),
        "default", "$ref", "#/components/responses/Refusal");
    json_t *sign_out = json_pack("{s:s, s:[s], s:s, s:[o], s:{s:{s:s}, s:{s:s}}}", "operationId", "session.end", "tags",
                                 "session", "summary", "Signs a browser out and drops the cookie", "parameters",
                                 parameter_ref("Console"), "responses", "200", "description", "Signed out.", "default", "$ref",
                                 "#/components/responses/Refusal");
    return json_pack("{s:o, s:o}", "post", sign_in, "delete", sign_out);
}

static json_t *query_parameter(const char *name, const char *description)
{
    return json_pack("{s:s, s:s, s:s, s:{s:s}}", "name", name, "in", "query", "description", description, "schema", "type",
                     "string");
}

static json_t *events_path(void)
{
    json_t *get = json_pack(
        "{s:s, s:[s], s:s, s:[o, o, o], s:{s:{s:s, s:{s:{s:{s:s}}}}, s:{s:s}}, s:s}", "operationId", "events.stream", "tags",
        "events", "summary", "The events as server-sent events; /asyncapi.json describes them", "parameters",
        query_parameter("types", "Patterns, \"deal.*,lead.captured\"; default all."),
        query_parameter("domains", "Only these; default all."),
        query_parameter("from", "earliest or latest; Last-Event-ID goes before it."), "responses", "200", "description",
        "Events as they come.", "content", "text/event-stream", "schema", "type", "string", "default", "$ref",
        "#/components/responses/Refusal", "x-permission", "events.read");
    return json_pack("{s:o}", "get", get);
}

static json_t *refusal(void)
{
    json_t *schema = json_pack("{s:s, s:[s], s:{s:{s:s}, s:{s:s}, s:{s:s, s:{s:s}}}}", "type", "object", "required", "code",
                               "properties", "code", "type", "string", "message", "type", "string", "details", "type", "array",
                               "items", "type", "object");
    return reply("Refused, as the Connect protocol writes it: the detail of type dealspine.wire.v1.Status says field, reason, "
                 "retry advice and whether the call was executed.",
                 schema);
}

static json_t *components(json_t *schemas)
{
    json_t *bearer = json_pack("{s:s, s:s, s:s}", "type", "http", "scheme", "bearer", "description",
                               "A session's token or an API key.");
    json_t *cookie = json_pack("{s:s, s:s, s:s, s:s}", "type", "apiKey", "in", "cookie", "name", "dealspine", "description",
                               "Set by POST /session; named __Host-dealspine over https.");
    return json_pack("{s:o, s:o, s:{s:o}, s:{s:o, s:o}}", "schemas", schemas, "parameters", parameters(), "responses",
                     "Refusal", refusal(), "securitySchemes", "token", bearer, "cookie", cookie);
}

json_t *openapi_new(void)
{
    json_t *paths = json_object(), *schemas = json_object();
    add_methods(paths, schemas);
    json_object_set_new(paths, "/session", session_path());
    json_object_set_new(paths, "/events", events_path());
    return json_pack("{s:s, s:o, s:[{s:s}], s:[{s:[]}, {s:[]}], s:o, s:o}", "openapi", "3.1.0", "info",
                     shape_info("Dealspine", "The Connect protocol, unary: JSON or binary protobuf by POST. Fields that may not "
                                             "be in a reply are absent, not null."),
                     "servers", "url", "/", "security", "token", "cookie", "paths", paths, "components", components(schemas));
}
