/* SPDX-License-Identifier: Apache-2.0
 * A visitor's browser, as far as the public form needs one: reads the page, keeps its hidden fields, sends it.
 */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "demo_story.h"

enum { PAGE_MAX = 64 * 1024 };

struct browser {
    CURL *curl;
    struct arena *arena;
    struct text page;
};

static size_t take_page(char *bytes, size_t size, size_t n, void *context)
{
    struct browser *browser = context;

    (void)size;
    if (browser->page.size + n > PAGE_MAX)
        return 0;
    text_put(&browser->page, bytes, n);
    return n;
}

static enum status load(struct browser *browser, const char *url, const char *body, long *ret_code, struct error *error)
{
    CURLcode code;

    text_init(&browser->page, browser->arena);
    curl_easy_setopt(browser->curl, CURLOPT_URL, url);
    curl_easy_setopt(browser->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(browser->curl, CURLOPT_TIMEOUT_MS, 20000L);
    curl_easy_setopt(browser->curl, CURLOPT_WRITEFUNCTION, take_page);
    curl_easy_setopt(browser->curl, CURLOPT_WRITEDATA, browser);
    if (body)
        curl_easy_setopt(browser->curl, CURLOPT_POSTFIELDS, body);
    code = curl_easy_perform(browser->curl);
    if (code != CURLE_OK)
        return fail_with(error, STATUS_UNAVAILABLE, "%s: %s", url, curl_easy_strerror(code));
    curl_easy_getinfo(browser->curl, CURLINFO_RESPONSE_CODE, ret_code);
    return STATUS_OK;
}

/* The value of ` name="…"` inside a tag; the arena's, NULL if absent. */
static char *attribute(struct arena *arena, const char *tag, size_t n, const char *name)
{
    char *text = arena_strndup(arena, tag, n);
    char *found = strstr(text, arena_printf(arena, " %s=\"", name)), *end;

    if (!found)
        return NULL;
    found = strchr(found, '"') + 1;
    end = strchr(found, '"');
    return end ? arena_strndup(arena, found, (size_t)(end - found)) : NULL;
}

static void put_field(struct browser *browser, struct text *body, const char *name, const char *value)
{
    char *escaped = curl_easy_escape(browser->curl, value, 0);

    text_printf(body, "%s%s=%s", body->size ? "&" : "", name, escaped);
    curl_free(escaped);
}

static void put_hidden_fields(struct browser *browser, struct text *body)
{
    const char *tag = browser->page.bytes;

    while (tag && (tag = strstr(tag, "<input"))) {
        size_t n = strcspn(tag, ">");
        const char *type = attribute(browser->arena, tag, n, "type"), *name = attribute(browser->arena, tag, n, "name");
        const char *value = attribute(browser->arena, tag, n, "value");

        if (text_equal(type, "hidden") && name && value)
            put_field(browser, body, name, value);
        tag += n;
    }
}

static enum status fill_and_send(struct browser *browser, const char *url, const struct person *person,
                                 const char *product, long ret_codes[2], struct error *error)
{
    struct text body;
    long code = 0;

    TRY(load(browser, url, NULL, &code, error));
    if (code != 200)
        return fail_with(error, STATUS_UNAVAILABLE, "%s answers HTTP %ld", url, code);
    text_init(&body, browser->arena);
    put_hidden_fields(browser, &body);
    put_field(browser, &body, "name", person->name);
    put_field(browser, &body, "phone", person->phone);
    put_field(browser, &body, "product", product);
    put_field(browser, &body, "consent", "yes");
    TRY(load(browser, url, body.bytes, &ret_codes[0], error));
    return load(browser, url, body.bytes, &ret_codes[1], error);
}

enum status form_post_twice(const char *url, const char *campaign, const struct person *person, const char *product,
                            long ret_codes[2], struct error *error)
{
    struct browser browser = {.curl = curl_easy_init(), .arena = arena_new()};
    enum status status = browser.curl
                             ? fill_and_send(&browser, arena_printf(browser.arena, "%s/forms/%s", url, campaign),
                                             person, product, ret_codes, error)
                             : fail_with(error, STATUS_INTERNAL, "libcurl does not start");

    curl_easy_cleanup(browser.curl);
    arena_free(browser.arena);
    return status;
}

static enum status open_and_confirm(struct browser *browser, const char *url, const char *name, long *ret_code,
                                    struct error *error)
{
    struct text body;

    TRY(load(browser, url, NULL, ret_code, error));
    if (*ret_code != 200)
        return fail_with(error, STATUS_UNAVAILABLE, "the link's page answers HTTP %ld", *ret_code);
    text_init(&body, browser->arena);
    put_hidden_fields(browser, &body);
    put_field(browser, &body, "answer", "CONFIRM");
    put_field(browser, &body, "name", name);
    return load(browser, url, body.bytes, ret_code, error);
}

enum status link_confirm(const char *url, const char *token, const char *name, long *ret_code, struct error *error)
{
    struct browser browser = {.curl = curl_easy_init(), .arena = arena_new()};
    enum status status = browser.curl
                             ? open_and_confirm(&browser, arena_printf(browser.arena, "%s/links/%s", url, token), name,
                                                ret_code, error)
                             : fail_with(error, STATUS_INTERNAL, "libcurl does not start");

    curl_easy_cleanup(browser.curl);
    arena_free(browser.arena);
    return status;
}
