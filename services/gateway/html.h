/* SPDX-License-Identifier: Apache-2.0
 * What all pages share: their head, their style, and text made harmless.
 */
#ifndef GATEWAY_HTML_H
#define GATEWAY_HTML_H

#include "base/text.h"

/* `text` (NULL: nothing) with & < > " and ' as entities. */
void html_escaped(struct text *out, const char *text);

/* From the doctype to the heading, which is the title; inside an open <main>. `lang` as in BCP 47. */
void html_head(struct text *out, const char *lang, const char *title);

/* Closes what html_head() opened. */
void html_end(struct text *out);

/* A hidden input; `value` is escaped. */
void html_hidden(struct text *out, const char *name, const char *value);

#endif
