/* SPDX-License-Identifier: Apache-2.0 */
#include "html.h"

static const char style[] =
    "body{font:1.05rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#f4f5f7}"
    "main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:.5rem}"
    "label{display:block;margin:1rem 0 .25rem}"
    "input,textarea,select{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}"
    "input,textarea,select{border:1px solid #6b7280;border-radius:.25rem}"
    ".consent{display:flex;gap:.6rem;align-items:flex-start}"
    ".consent input{width:1.3rem;height:1.3rem;flex:none;margin:.15rem 0}"
    "button{font:inherit;margin-top:1.5rem;padding:.6rem 1.6rem}"
    "button{color:#fff;background:#0b5cad;border:0;border-radius:.25rem}"
    ":focus-visible{outline:3px solid #f5a623;outline-offset:2px}"
    ".notice{border-left:.4rem solid #b3261e;padding:.5rem 1rem;background:#fdecea}"
    "table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.4rem;vertical-align:top}"
    "td{border-top:1px solid #d1d5db}fieldset{border:1px solid #d1d5db;margin:1rem 0}"
    ".scores{display:flex;gap:1rem;flex-wrap:wrap}.scores label{margin:.25rem 0}.scores input{width:auto}"
    ".trap{position:absolute;left:-9999px}.hint{margin:.25rem 0;color:#4b5563}";

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
