/* SPDX-License-Identifier: Apache-2.0 */
#include "console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "bundle.h"
#include "gateway.h"
#include "html.h"

static const char below[] = "/console/", front_page[] = "index.html";

static struct bundle *bundle;
static char *folder;        /* where the bundle is or would be */
static struct stat was;     /* index.html, when the bundle was read */

/* ---- the bundle -------------------------------------------------------------------------------------------------- */

/* Where it is when nobody says: installed beside the program, or built in the source tree that holds the program. */
static char *usual_folder(struct arena *arena)
{
    char self[4000];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    self[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash)
        *slash = '\0';
    char *installed = arena_printf(arena, "%s/../share/dealspine/console", self);
    char *built = arena_printf(arena, "%s/../../../services/gateway/console/dist", self);
    return access(installed, F_OK) == 0 ? installed : built;
}

static bool front_has_changed(void)
{
    struct stat now;
    struct arena *arena = arena_new();
    bool there = stat(arena_printf(arena, "%s/%s", folder, front_page), &now) == 0;
    arena_free(arena);
    if (!there || (now.st_ino == was.st_ino && now.st_size == was.st_size && now.st_mtim.tv_sec == was.st_mtim.tv_sec &&
                   now.st_mtim.tv_nsec == was.st_mtim.tv_nsec))
        return false;
    was = now;
    return true;
}

static void look(void)
{
    struct error error;
    struct bundle *fresh;
    char quoted[400];
    if (!front_has_changed())
        return;
    if (bundle_read(folder, &fresh, &error) != STATUS_OK) {
        log_line(LOG_WARN, "msg=\"the console can't be read\" cause=%s", log_quote(error.message, quoted, sizeof quoted));
        return;
    }
    bundle_free(bundle);
    bundle = fresh;
}

void console_open(void)
{
    struct arena *arena = arena_new();
    const char *given = gateway.settings.console;
    folder = need_strdup(given && *given ? given : usual_folder(arena));
    arena_free(arena);
    look();
    if (!bundle)
        log_line(LOG_INFO, "msg=\"there is no console\"");
}

void console_close(void)
{
    bundle_free(bundle);
    bundle = NULL;
    free(folder);
    folder = NULL;
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static void put_safety(struct request *request)
{
    /* Styles: the components write theirs at run time. Scripts: files of ours alone. */
    request_put_header(request, "Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                       "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; "
                       "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                       "frame-ancestors 'none'");
    request_put_header(request, "Referrer-Policy", "same-origin");
    request_put_header(request, "X-Frame-Options", "DENY");
    request_put_header(request, "Cross-Origin-Opener-Policy", "same-origin");
    request_put_header(request, "Cross-Origin-Resource-Policy", "same-origin");
    if (strncmp(gateway.settings.origin, "https://", 8) == 0)
        request_put_header(request, "Strict-Transport-Security", "max-age=31536000");
    request_put_header(request, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}

static void answer_file(struct request *request, const struct bundle_file *file)
{
    static const char *const codings[CODINGS] = {"", "gzip", "br"};
    enum bundle_coding coding = bundle_choose(file, request_header(request, "Accept-Encoding"));
    const struct bytes *form = &file->forms[coding];
    const char *tag = arena_printf(request->arena, "\"%s%s%s\"", file->tag, coding ? "-" : "", codings[coding]);
    put_safety(request);
    request_put_header(request, "Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
    request_put_header(request, "ETag", tag);
    request_put_header(request, "Vary", "Accept-Encoding");
    request->quiet = true;
    if (bundle_tag_matches(request_header(request, "If-None-Match"), tag)) {
        request_answer(request, 304, file->type, (struct bytes){NULL, 0});
        return;
    }
    if (coding)
        request_put_header(request, "Content-Encoding", codings[coding]);
    /* A copy: the bundle may be read anew while this one is still on its way. */
    request_answer(request, 200, file->type,
                   (struct bytes){arena_memdup(request->arena, form->data, form->size), form->size});
}

static void answer_absent(struct request *request, const char *title, const char *sentence)
{
    struct text page;
    text_init(&page, request->arena);
    put_safety(request);
    html_head(&page, "en", title);
    text_printf(&page, "<p>%s</p><p><a href=\"/api\">The API</a></p>", sentence);
    html_end(&page);
    request_answer(request, 404, "text/html; charset=utf-8", (struct bytes){(const uint8_t *)page.bytes, page.size});
}

static void go_to(struct request *request, unsigned http, const char *place)
{
    request_put_header(request, "Location", place);
    request_answer_text(request, http, place);
}

void console_front(struct request *request)
{
    look();
    go_to(request, 302, bundle ? below : "/api");
}

/* Nothing in the table has such a name; it is told apart from a page so that nobody gets index.html for it. */
static bool is_odd(const char *name)
{
    if (strchr(name, '\\') || strstr(name, "//") || name[0] == '/')
        return true;
    for (const char *p = name; *p; p += strcspn(p, "/"), p += *p == '/') {
        size_t n = strcspn(p, "/");
        if ((n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
            return true;
    }
    return false;
}

static bool is_page(const char *name)
{
    const char *slash = strrchr(name, '/');
    return !strchr(slash ? slash : name, '.');
}

void console_request(struct request *request)
{
    bool get = strcmp(request->verb, "GET") == 0 || strcmp(request->verb, "HEAD") == 0;
    if (!get) {
        request_put_header(request, "Allow", "GET, HEAD");
        request_answer_text(request, 405, "only GET is possible here");
        return;
    }
    if (strncmp(request->path, below, sizeof below - 1) != 0) {
        go_to(request, 308, below);
        return;
    }
    const char *name = request->path + sizeof below - 1;
    bool page = is_page(name) && !is_odd(name);
    if (page || !bundle)
        look();
    const struct bundle_file *file = bundle_find(bundle, page ? front_page : name);
    if (file)
        answer_file(request, file);
    else if (bundle)
        answer_absent(request, "Not here", "The console has no file of this name.");
    else
        answer_absent(request, "No console yet",
                      "This gateway has no built console: the folder that the setting <code>CONSOLE</code> names, or "
                      "<code>services/gateway/console/dist</code> of the sources, holds none.");
}
