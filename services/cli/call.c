/* SPDX-License-Identifier: Apache-2.0
 * `dealspine call`: any method of the API, by its name in the .proto files.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "api_error.h"
#include "base/text.h"
#include "schema/schema.h"

struct call_options {
    const char *as, *key, *token, *channel, *url;
    int64_t timeout_ms;
    bool list, fields;
};

static void print_method(const struct schema_method *method)
{
    char needs[128];
    snprintf(needs, sizeof needs, "%s%s", method->open ? "open" : method->permission ? method->permission : "services only",
             method->query ? ", query" : "");
    printf("  %-40s %-28s %s\n", method->full, needs, strrchr(method->input->name, '.') + 1);
}

static int print_methods(void)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    printf("  %-40s %-28s %s\n", "METHOD", "NEEDS", "REQUEST (see proto/dealspine/)");
    for (size_t i = 0; i < n; i++)
        print_method(methods[i]);
    return EXIT_OK;
}

static const char *type_word(const struct schema_field *field)
{
    static const char *const words[] = {
        [TYPE_DOUBLE] = "number", [TYPE_FLOAT] = "number",  [TYPE_INT64] = "integer",  [TYPE_UINT64] = "integer",
        [TYPE_INT32] = "integer", [TYPE_UINT32] = "integer", [TYPE_BOOL] = "true|false", [TYPE_STRING] = "text",
        [TYPE_BYTES] = "base64",  [TYPE_MESSAGE] = "object", [TYPE_ENUM] = "name",
    };
    if (field->format)
        return field->format;
    if (field->type == TYPE_MESSAGE && strcmp(field->message->name, "google.protobuf.Timestamp") == 0)
        return "RFC 3339";
    const char *word = field->type < sizeof words / sizeof *words ? words[field->type] : NULL;
    return word ? word : "integer";
}

static void print_bounds(const struct schema_field *field)
{
    if (field->required)
        printf("required ");
    if (field->repeated)
        printf("list ");
    if (field->has_min)
        printf("min %lld ", (long long)field->min);
    if (field->has_max)
        printf("max %lld ", (long long)field->max);
    if (field->type == TYPE_STRING && !field->format && !field->repeated)
        printf("max %u characters ", field->max_len);
    for (size_t i = 0; field->type == TYPE_ENUM && i < field->enumeration->n; i++)
        printf("%s%s", i ? "|" : "", field->enumeration->values[i].name);
    printf("\n");
}

static void print_fields(const struct schema_message *message, int depth)
{
    for (size_t i = 0; i < message->n; i++) {
        const struct schema_field *field = &message->fields[i];
        printf("%*s%-*s %-10s ", 2 + 2 * depth, "", 26 - 2 * depth, field->json_name, type_word(field));
        print_bounds(field);
        if (field->type == TYPE_MESSAGE && strncmp(field->message->name, "google.", 7) != 0)
            print_fields(field->message, depth + 1);
    }
}

/* The same method in another case, or one of that name elsewhere: for those who nearly had it. */
static const char *nearest(const char *wanted)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    const char *name = strrchr(wanted, '.') ? strrchr(wanted, '.') + 1 : wanted;
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(methods[i]->name, name) == 0)
            return methods[i]->full;
    return NULL;
}

static int unknown_method(const char *method)
{
    const char *other = nearest(method);
    fprintf(stderr, "dealspine: there is no method %s%s%s%s\n  All methods: dealspine call --list\n", shell_word(method),
            other ? "; is it " : "", other ? other : "", other ? "?" : "");
    return EXIT_USAGE;
}

static const struct schema_method *find(const char *full)
{
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    for (size_t i = 0; i < n; i++)
        if (text_equal(methods[i]->full, full))
            return methods[i];
    return NULL;
}

static int answer(struct api *api, const char *method, const json_t *request, const char *key)
{
    struct error error = {0};
    json_t *reply = NULL;
    if (api_call(api, method, request, key, &reply, &error) != STATUS_OK) {
        api_complain(api, method, &error);
        return EXIT_FAILED;
    }
    json_dumpf(reply, stdout, JSON_INDENT(2));
    printf("\n");
    json_decref(reply);
    return EXIT_OK;
}

static int call(const char *dir, const struct call_options *options, const char *method, const char *text)
{
    json_error_t where;
    json_t *request = strcmp(text, "-") == 0 ? json_loadf(stdin, JSON_REJECT_DUPLICATES, &where)
                                             : json_loads(text, JSON_REJECT_DUPLICATES, &where);
    if (!json_is_object(request)) {
        fprintf(stderr, "dealspine: the request is not a JSON object: %s (line %d, column %d)\n",
                request ? "it is another kind of value" : where.text, request ? 1 : where.line, request ? 1 : where.column);
        json_decref(request);
        return EXIT_USAGE;
    }
    struct api_settings settings = {.dir = dir, .url = options->url, .as = options->as, .token = options->token,
                                    .channel = options->channel, .timeout_ms = (long)options->timeout_ms};
    struct api *api = NULL;
    struct error error = {0};
    int exit_status = EXIT_FAILED;
    if (api_open(&settings, &api, &error) == STATUS_OK)
        exit_status = answer(api, method, request, options->key);
    else
        api_error_print(method, &error, dir, options->as);
    api_free(api);
    json_decref(request);
    return exit_status;
}

int call_run(const char *dir, int argc, char **argv)
{
    struct call_options options = {0};
    const struct option_row rows[] = {
        {"as", OPTION_TEXT, &options.as, "WHO", "login of a user or name of a key in access.json"},
        {"token", OPTION_TEXT, &options.token, "TOKEN", "session token or API key, instead of --as"},
        {"key", OPTION_TEXT, &options.key, "KEY", "idempotency key; a repetition under it takes effect once"},
        {"channel", OPTION_TEXT, &options.channel, "NAME", "how the write came in: PHONE, WEB or STORE"},
        {"timeout-ms", OPTION_COUNT, &options.timeout_ms, "N", "time the call may take; default 30000"},
        {"url", OPTION_TEXT, &options.url, "URL", "of the gateway, instead of access.json's"},
        {"fields", OPTION_FLAG, &options.fields, NULL, "print the fields of the request instead of calling"},
        {"list", OPTION_FLAG, &options.list, NULL, "all methods, what they need and their request"},
    };
    const struct usage usage = {
        "call SERVICE.Method [JSON] [options]",
        "Calls a method of the API and prints its reply as JSON. Without JSON the request is empty; \"-\" reads it from\n"
        "standard input. Requests are described in proto/dealspine/*.proto; names may be written camelCase or snake_case.\n\n"
        "  dealspine call identity.WhoAmI --as admin\n"
        "  dealspine call leads.ListLeads '{\"pageSize\": 5}' --as admin",
        rows, sizeof rows / sizeof *rows, 0, 2};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (options.list)
        return print_methods();
    if (argc < 2) {
        fprintf(stderr, "dealspine: which method? All methods: dealspine call --list\n");
        return EXIT_USAGE;
    }
    const struct schema_method *method = find(argv[1]);
    if (!method)
        return unknown_method(argv[1]);
    if (options.fields) {
        print_fields(method->input, 0);
        return EXIT_OK;
    }
    return call(dir, &options, argv[1], argc > 2 ? argv[2] : "{}");
}
