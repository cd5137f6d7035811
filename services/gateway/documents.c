/* SPDX-License-Identifier: Apache-2.0 */
#include "documents.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "bundle.h"

enum { HASH = 16 };

struct document {
    json_t *(*make)(void);
    char *text; /* NULL: not written yet */
    char tag[2 * HASH + 3];
};

static struct document openapi = {.make = openapi_new}, asyncapi = {.make = asyncapi_new};

static void write_document(struct document *document)
{
    uint8_t hash[HASH];
    struct arena *arena = arena_new();
    json_t *tree = document->make();
    document->text = json_dumps(tree, JSON_COMPACT | JSON_ENSURE_ASCII);
    json_decref(tree);
    if (!document->text)
        document->text = need_strdup("{}");
    crypto_generichash(hash, sizeof hash, (const uint8_t *)document->text, strlen(document->text), NULL, 0);
    strcpy(document->tag, arena_printf(arena, "\"%s\"", hex_encode(arena, hash, sizeof hash)));
    arena_free(arena);
}

static void answer(struct request *request, struct document *document)
{
    if (!document->text)
        write_document(document);
    request_put_header(request, "Cache-Control", "no-cache");
    request_put_header(request, "ETag", document->tag);
    bool known = bundle_tag_matches(request_header(request, "If-None-Match"), document->tag);
    request_answer(request, known ? 304 : 200, "application/json",
                   known ? (struct bytes){NULL, 0}
                         : (struct bytes){(const uint8_t *)document->text, strlen(document->text)});
}

void documents_openapi(struct request *request)
{
    answer(request, &openapi);
}

void documents_asyncapi(struct request *request)
{
    answer(request, &asyncapi);
}

void documents_close(void)
{
    free(openapi.text);
    free(asyncapi.text);
    openapi.text = asyncapi.text = NULL;
}
