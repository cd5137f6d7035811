/* SPDX-License-Identifier: Apache-2.0 */
#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "comments.h"
#include "gateway.h"
#include "html.h"
#include "shape.h"

static const char style[] =
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1.5rem;color:#1a1a1a;background:#fff}"
    "h2{margin:2rem 0 .5rem}h3{margin:1.5rem 0 .25rem;font-size:1.05rem}code,pre{font:.9rem/1.45 ui-monospace,monospace}"
    "pre{background:#f4f5f7;padding:.75rem;overflow:auto}table{border-collapse:collapse;width:100%;margin:.25rem 0}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-top:1px solid #e5e7eb}"
    "p{margin:.25rem 0}a{color:#0b5cad}.quiet{color:#4b5563}:focus-visible{outline:3px solid #f5a623}"
    "@media (prefers-color-scheme:dark){body{color:#e5e7eb;background:#111418}pre{background:#1b2027}a{color:#7cb8ff}"
    "td,th{border-color:#2c333d}.quiet{color:#9ca3af}}";

static void begin(struct text *out, struct request *request, const char *title)
{
    text_init(out, request->arena);
    text_puts(out, "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dealspine API</title>"
                   "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>");
    text_printf(out, "%s</style></head><body><main><h1>%s</h1>", style, title);
}

static void answer(struct request *request, struct text *out)
{
    text_puts(out, "</main></body></html>\n");
    request_put_header(request, "Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    request_answer(request, 200, "text/html; charset=utf-8", (struct bytes){(const uint8_t *)out->bytes, out->size});
}

static void put_comment(struct text *out, const char *name)
{
    const char *comment = comment_of(name);
    if (!*comment)
        return;
    text_puts(out, "<p>");
    html_escaped(out, comment);
    text_puts(out, "</p>");
}

static bool is_for_outsiders(const struct schema_method *method)
{
    return method->permission || method->open;
}

/* ---- one service ------------------------------------------------------------------------------------------------- */

static const char *kind_of(const struct schema_field *field)
{
    static const char *const kinds[] = {
        [TYPE_DOUBLE] = "number",  [TYPE_FLOAT] = "number",     [TYPE_INT64] = "integer as text", [TYPE_UINT64] = "integer as text",
        [TYPE_INT32] = "integer",  [TYPE_FIXED64] = "integer as text", [TYPE_FIXED32] = "integer", [TYPE_BOOL] = "true or false",
        [TYPE_STRING] = "text",    [TYPE_BYTES] = "base64",     [TYPE_UINT32] = "integer",        [TYPE_SFIXED32] = "integer",
        [TYPE_SFIXED64] = "integer as text", [TYPE_SINT32] = "integer", [TYPE_SINT64] = "integer as text",
    };
    if (field->message)
        return strrchr(field->message->name, '.') + 1;
    if (field->enumeration)
        return strrchr(field->enumeration->name, '.') + 1;
    return field->format ? field->format : kinds[field->type];
}

static void put_values(struct text *out, const struct schema_enum *type)
{
    for (size_t i = 0; i < type->n; i++)
        text_printf(out, "%s<code>%s</code>", i ? " " : "", type->values[i].name);
}

static void put_fields(struct text *out, const struct schema_message *message)
{
    if (!message->n)
        return;
    text_puts(out, "<table>");
    for (size_t i = 0; i < message->n; i++) {
        const struct schema_field *field = &message->fields[i];
        text_printf(out, "<tr><td><code>%s</code><td>%s%s%s<td>", field->json_name, field->repeated ? "list of " : "",
                    kind_of(field), field->required ? ", required" : "");
        html_escaped(out, comment_of(arena_printf(out->arena, "%s.%s", message->name, field->name)));
        if (field->enumeration) {
            text_putc(out, ' ');
            put_values(out, field->enumeration);
        }
    }
    text_puts(out, "</table>");
}

static void put_method(struct text *out, const struct schema_method *method)
{
    text_printf(out, "<h3 id=\"%s\">%s</h3><p class=\"quiet\"><code>%s /%s/%s</code> · %s</p>", method->name, method->name,
                method->query ? "GET, POST" : "POST", method->service, method->name,
                method->open ? "open to all" : method->permission);
    put_comment(out, arena_printf(out->arena, "%s.%s", method->service, method->name));
    put_fields(out, method->input);
    if (method->output->n) {
        text_puts(out, "<p class=\"quiet\">Reply</p>");
        put_fields(out, method->output);
    }
}

static void put_message(struct text *out, const struct schema_message *message)
{
    text_printf(out, "<h3>%s</h3>", strrchr(message->name, '.') + 1);
    put_comment(out, message->name);
    put_fields(out, message);
}

static void put_event(struct text *out, const struct schema_message *event)
{
    json_t *example = shape_example(event, 2);
    char *text = json_dumps(example, JSON_INDENT(2));
    text_printf(out, "<h3 id=\"%s\">%s</h3>", event->event, event->event);
    put_comment(out, event->name);
    put_fields(out, event);
    text_puts(out, "<pre>");
    html_escaped(out, text);
    text_puts(out, "</pre>");
    free(text);
    json_decref(example);
}

static bool is_part(const struct schema_message *message)
{
    size_t n = strlen(message->name);
    return !message->event && !(n > 7 && strcmp(message->name + n - 7, "Request") == 0) &&
           !(n > 5 && strcmp(message->name + n - 5, "Reply") == 0) && !(n > 3 && strcmp(message->name + n - 3, "Job") == 0);
}

static void put_messages(struct text *out, const char *word, const char *title, bool events)
{
    size_t n;
    const struct schema_message *const *all = schema_messages(gateway.schema, &n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i]->domain, word) != 0 || (events ? !all[i]->event : !is_part(all[i])))
            continue;
        if (title)
            text_printf(out, "<h2>%s</h2>", title);
        title = NULL;
        if (events)
            put_event(out, all[i]);
        else
            put_message(out, all[i]);
    }
}

void reader_service(struct request *request, const char *word)
{
    struct text out;
    size_t n, shown = 0;
    const struct schema_method *const *methods = schema_methods(gateway.schema, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(methods[i]->word, word) == 0 && is_for_outsiders(methods[i])) {
            if (!shown++) {
                begin(&out, request, methods[i]->service);
                text_puts(&out, "<p><a href=\"/api\">All services</a></p><h2>Methods</h2>");
            }
            put_method(&out, methods[i]);
        }
    if (!shown) {
        request_answer_text(request, 404, "there is no such service");
        return;
    }
    put_messages(&out, word, "Messages", false);
    put_messages(&out, word, "Events", true);
    answer(request, &out);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static void put_events(struct text *out)
{
    size_t n;
    const struct schema_message *const *all = schema_messages(gateway.schema, &n);
    text_puts(out, "<h2>Events</h2><p>By <code>GET /events</code> as they come, or <code>events.Fetch</code> from a cursor; "
                   "<a href=\"/asyncapi.json\">asyncapi.json</a>.</p><p>");
    for (size_t i = 0; i < n; i++)
        if (all[i]->event)
            text_printf(out, "<a href=\"/api/%s#%s\">%s</a> ", all[i]->domain, all[i]->event, all[i]->event);
    text_puts(out, "</p>");
}

void reader_front(struct request *request)
{
    struct text out;
    size_t n;
    const char *word = "";
    const struct schema_method *const *methods = schema_methods(gateway.schema, &n);
    begin(&out, request, "Dealspine API");
    text_puts(&out, "<p>The Connect protocol, <code>application/json</code> or <code>application/proto</code>, a token as "
                    "<code>Authorization: Bearer …</code>; <a href=\"/openapi.json\">openapi.json</a>. Health: "
                    "<a href=\"/livez\">/livez</a>, <a href=\"/readyz\">/readyz</a>.</p>");
    for (size_t i = 0; i < n; i++) {
        if (!is_for_outsiders(methods[i]))
            continue;
        if (strcmp(word, methods[i]->word) != 0) {
            word = methods[i]->word;
            text_printf(&out, "%s<h2><a href=\"/api/%s\">%s</a></h2><table>", i ? "</table>" : "", word, word);
        }
        text_printf(&out, "<tr><td><a href=\"/api/%s#%s\"><code>/%s/%s</code></a><td>%s", word, methods[i]->name,
                    methods[i]->service, methods[i]->name, methods[i]->open ? "open to all" : methods[i]->permission);
    }
    text_puts(&out, "</table>");
    put_events(&out);
    answer(request, &out);
}
