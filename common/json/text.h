/* SPDX-License-Identifier: Apache-2.0
 * Strings and numbers as JSON writes them.
 */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include "base/text.h"

/* A JSON string that is also safe inside HTML; ill-formed UTF-8 becomes U+FFFD. */
void json_put_string(struct text *out, const char *text, size_t n);
/* The shortest digits that read back the same; NaN and the infinities as strings. */
void json_put_real(struct text *out, double value, bool is_float);

#endif
