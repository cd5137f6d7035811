/* SPDX-License-Identifier: Apache-2.0
 * Phone numbers, judged by libphonenumber's metadata; no rule of ours. Written in C++, seen as C.
 */
#ifndef PHONE_H
#define PHONE_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { PHONE_E164 = 20, PHONE_REGION = 4 };

/* Reads a number as typed (blanks, brackets, full-width digits, with or without country code; national ones are
 * `region`'s, ISO 3166-1 alpha-2). True when it is a valid number without extension: `ret_e164` is "+8613812345678",
 * `ret_region` the region it belongs to ("" for numbers of no country). Thread-safe. */
bool phone_normal(const char *text, const char *region, char ret_e164[PHONE_E164], char ret_region[PHONE_REGION]);

#ifdef __cplusplus
}
#endif

#endif
