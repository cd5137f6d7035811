/* SPDX-License-Identifier: Apache-2.0 */
#include "health.h"

#include "base/text.h"
#include "calls.h"
#include "gateway.h"

void health_live(struct request *request)
{
    request->quiet = true;
    request_answer_text(request, 200, "alive");
}

void health_ready(struct request *request)
{
    struct text missing;
    text_init(&missing, request->arena);
    request->quiet = true;
    for (size_t i = 0; i < gateway.n_services; i++) {
        char reason[200] = "";
        if (client_ready(calls_client(gateway.calls), gateway.services[i], reason, sizeof reason))
            continue;
        text_printf(&missing, "%s%s: %s", missing.size ? "; " : "", gateway.services[i],
                    *reason ? reason : "does not answer");
    }
    if (gateway.draining)
        request_answer_text(request, 503, "not ready: draining");
    else if (missing.size)
        request_answer_text(request, 503, arena_printf(request->arena, "not ready: %s", missing.bytes));
    else
        request_answer_text(request, 200, "ready");
}
