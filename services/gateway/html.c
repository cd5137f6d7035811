/* SPDX-License-Identifier: Apache-2.0 */
#include "html.h"

/* The colours are the console's, so that a form and what becomes of it look alike; dark where the visitor has it so. */
static const char style[] =
    ":root{color-scheme:light dark;--bg:#f4f6f8;--page:#fff;--text:#1b242d;--quiet:#55616d;--line:#dfe4e9;"
    "--edge:#7a858f;--accent:#1a6396;--on:#fff;--bad:#b3261e;--soft:#fbe6e4}"
    "@media(prefers-color-scheme:dark){:root{--bg:#0e1216;--page:#161b21;--text:#e6eaef;--quiet:#a5b0bb;--line:#2c353f;"
    "--edge:#76818c;--accent:#6db3e4;--on:#06121c;--bad:#f58d84;--soft:#3d1b19}}"
    "*{box-sizing:border-box}"
    "body{font:1rem/1.5 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:0;"
    "color:var(--text);background:var(--bg)}"
    "main{max-width:34rem;margin:2rem auto;padding:1.5rem 2rem 2rem;background:var(--page);"
    "border:1px solid var(--line);border-radius:.75rem}"
    "@media(max-width:36rem){main{margin:0;min-height:100vh;padding:1.25rem;border:0;border-radius:0}}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}p{margin:.5rem 0}h1+p{color:var(--quiet)}"
    "label{display:block;margin:1rem 0 .25rem;font-weight:500}"
    "input,textarea,select{font:inherit;color:inherit;background:transparent;width:100%;min-height:2.75rem;"
    "padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.375rem}"
    "option{color:var(--text);background:var(--page)}"
    "textarea{resize:vertical}"
    "input[type=checkbox],input[type=radio]{width:1.25rem;height:1.25rem;min-height:0;flex:none;margin:.125rem 0;"
    "accent-color:var(--accent)}"
    "[aria-invalid]{border-color:var(--bad);outline-color:var(--bad)}.wrong{margin:.25rem 0;color:var(--bad)}"
    ".consent{display:flex;gap:.6rem;align-items:flex-start;margin-top:1.5rem;font-weight:400}"
    "button{font:inherit;font-weight:600;width:100%;margin-top:1.5rem;padding:.65rem 1.6rem;cursor:pointer;"
    "color:var(--on);background:var(--accent);border:0;border-radius:.375rem}"
    "button:disabled{opacity:.6;cursor:progress}"
    ":focus-visible{outline:2px solid var(--accent);outline-offset:2px}"
    ".notice{border-left:.25rem solid var(--bad);padding:.5rem 1rem;background:var(--soft);color:var(--text)}"
    "h1+.notice,h1+[role=status]{color:var(--text)}"
    "table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.4rem;vertical-align:top}"
    "td{border-top:1px solid var(--line)}fieldset{border:1px solid var(--line);border-radius:.375rem;margin:1rem 0}"
    ".scores{display:flex;gap:1rem;flex-wrap:wrap}.scores label{margin:.25rem 0}"
    ".trap{position:absolute;left:-9999px}.hint{margin:.25rem 0;color:var(--quiet);font-size:.9rem}";

void html_escaped(struct text *out, const char *text)
{
    for (; text && *text; text++)
        switch (*text) {
        case '&': text_puts(out, "&amp;"); break;
        case '<': text_puts(out, "&lt;"); break;
        case '>': text_puts(out, "&gt;"); break;
        case '"': text_puts(out, "&quot;"); break;
        case '\'': text_puts(out, "&#39;"); break;
        default: text_putc(out, *text);
        }
}

void html_head(struct text *out, const char *lang, const char *title)
{
    text_printf(out, "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title>", lang, title);
    text_puts(out, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><style>");
    text_puts(out, style);
    text_printf(out, "</style></head><body><main><h1>%s</h1>", title);
}

void html_end(struct text *out)
{
    text_puts(out, "</main></body></html>\n");
}

void html_hidden(struct text *out, const char *name, const char *value)
{
    text_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"", name);
    html_escaped(out, value);
    text_puts(out, "\">");
}
