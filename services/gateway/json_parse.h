/* SPDX-License-Identifier: Apache-2.0
 * JSON text to a tree. Strict: duplicate keys and NUL are refused.
 */
#ifndef GATEWAY_JSON_PARSE_H
#define GATEWAY_JSON_PARSE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { NUMBER_MARK = 20 };

struct json_tree {
    json_t *root;           /* freed by json_tree_done() */
    char mark[NUMBER_MARK]; /* begins the strings that stand for integers too long for 64 bits; "" if there is none */
};

/* INVALID_ARGUMENT with line and column. */
enum status json_tree_parse(const char *json, size_t n, struct arena *scratch, struct json_tree *ret,
                            struct error *error) MUST_CHECK;
void json_tree_done(struct json_tree *tree);

struct json_number {
    bool is_real, negative;
    double real;        /* always set */
    uint64_t magnitude; /* unless is_real */
};

/* The number that a JSON number, or a string holding one, stands for. False for anything else. */
bool json_tree_number(const struct json_tree *tree, const json_t *value, struct json_number *ret);
/* A string that is no marked number. NULL for anything else. */
const char *json_tree_string(const struct json_tree *tree, const json_t *value);
const char *json_tree_kind(const struct json_tree *tree, const json_t *value); /* "a string", for messages */

#endif
