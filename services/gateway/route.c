/* SPDX-License-Identifier: Apache-2.0 */
#include "route.h"

#include <string.h>

#include "connect.h"
#include "console.h"
#include "documents.h"
#include "form_page.h"
#include "forms.h"
#include "health.h"
#include "links.h"
#include "metrics.h"
#include "reader.h"
#include "session.h"
#include "sse.h"

static void no_such_page(struct request *request)
{
    request_answer_text(request, 404, "there is nothing here");
}

static void api_page(struct request *request)
{
    if (strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0) {
        reader_service(request, request->path + 5);
        return;
    }
    request_put_header(request, "Allow", "GET, HEAD");
    request_answer_text(request, 405, "only GET is possible here");
}

void route_request(void *context, struct request *request)
{
    static const struct {
        const char *path;
        void (*answer)(struct request *request);
    } pages[] = {{"/", console_front}, {"/api", reader_front}, {"/openapi.json", documents_openapi},
                 {"/asyncapi.json", documents_asyncapi}, {"/livez", health_live}, {"/readyz", health_ready},
                 {"/healthz", health_live}, {"/metrics", metrics_request}, {"/events", sse_request},
                 {"/changes", sse_changes}, {form_script_path, forms_script}};
    (void)context;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(request->path, pages[i].path) != 0)
            continue;
        if (strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0) {
            pages[i].answer(request);
            return;
        }
        request_put_header(request, "Allow", "GET, HEAD");
        request_answer_text(request, 405, "only GET is possible here");
        return;
    }
    if (strcmp(request->path, "/events/ticket") == 0)
        sse_ticket(request);
    else if (strcmp(request->path, "/session") == 0)
        session_request(request);
    else if (strcmp(request->path, "/console") == 0 || strncmp(request->path, "/console/", 9) == 0)
        console_request(request);
    else if (strncmp(request->path, "/api/", 5) == 0)
        api_page(request);
    else if (strncmp(request->path, "/forms/", 7) == 0)
        forms_request(request, request->path + 7);
    else if (strncmp(request->path, "/links/", 7) == 0)
        links_request(request, request->path + 7);
    else if (strncmp(request->path, "/dealspine.", 11) == 0)
        connect_request(request);
    else
        no_such_page(request);
}
