/* SPDX-License-Identifier: Apache-2.0 */
#include "index.h"

#include "base/text.h"
#include "gateway.h"

static void put_method(struct text *out, const struct schema_method *method)
{
    text_printf(out, "<tr><td>%s<td><code>/%s/%s</code><td>%s", method->query ? "GET, POST" : "POST", method->service,
                method->name, method->open ? "open" : method->permission);
}

void index_page(struct request *request)
{
    struct text out;
    size_t n;
    const struct schema_method *const *methods = schema_methods(gateway.schema, &n);
    text_init(&out, request->arena);
    text_puts(&out, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Dealspine</title>"
                    "<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem}td{padding:0 1rem 0 0}</style>"
                    "<h1>Dealspine</h1><p>The API speaks the <a href=\"https://connectrpc.com/docs/protocol\">Connect "
                    "protocol</a>: <code>application/json</code> or <code>application/proto</code>, a token as "
                    "<code>Authorization: Bearer …</code>. Requests and replies are described in the folder "
                    "<code>proto/dealspine</code> of the sources. Health: <a href=\"/livez\">/livez</a>, "
                    "<a href=\"/readyz\">/readyz</a>.</p><table><tr><th>Verb<th>Path<th>Permission");
    for (size_t i = 0; i < n; i++)
        if (methods[i]->permission || methods[i]->open)
            put_method(&out, methods[i]);
    text_puts(&out, "</table></html>\n");
    request_answer(request, 200, "text/html; charset=utf-8", (struct bytes){(const uint8_t *)out.bytes, out.size});
}
