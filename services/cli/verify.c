/* SPDX-License-Identifier: Apache-2.0
 * `dealspine verify contracts`: recomputes the hash chains of contracts and names what was altered behind their back.
 */
#include "commands.h"

#include <stdio.h>
#include <string.h>

#include "api.h"
#include "api_error.h"

enum { PAGE = 100 };

struct verifying {
    struct api *api;
    const char *as, *id, *number;
    size_t read, broken;
};

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The reply, yours; NULL after saying why there is none. `request` is taken over. */
static json_t *ask(struct verifying *verifying, const char *method, json_t *request)
{
    struct error error = {0};
    json_t *reply = NULL;
    if (api_call(verifying->api, method, request, NULL, &reply, &error) != STATUS_OK) {
        api_complain(verifying->api, method, &error);
        reply = NULL;
    }
    json_decref(request);
    return reply;
}

static bool verify_one(struct verifying *verifying, const char *id, const char *number)
{
    json_t *reply = ask(verifying, "contracts.VerifyContract", json_pack("{s:s}", "id", id));
    if (!reply)
        return false;
    verifying->read++;
    if (!json_is_true(json_object_get(reply, "intact"))) {
        const char *row = text_of(reply, "brokenRow");
        verifying->broken++;
        printf("%s %s: %s at step %d%s%s\n", number, id, text_of(reply, "brokenRule"),
               (int)json_integer_value(json_object_get(reply, "brokenSeq")), *row ? ", row " : "", row);
    }
    json_decref(reply);
    return true;
}

static json_t *page_request(const struct verifying *verifying, const char *token)
{
    json_t *request = json_pack("{s:i}", "pageSize", PAGE);
    if (verifying->number)
        json_object_set_new(request, "number", json_string(verifying->number));
    if (token)
        json_object_set_new(request, "pageToken", json_string(token));
    return request;
}

static bool verify_all(struct verifying *verifying)
{
    json_t *page = NULL, *contract;
    bool good = true;
    do {
        const char *token = page ? text_of(page, "nextPageToken") : NULL;
        json_t *request = page_request(verifying, token);
        json_decref(page);
        size_t i;
        page = ask(verifying, "contracts.ListContracts", request);
        good = page != NULL;
        json_array_foreach(json_object_get(page, "contracts"), i, contract)
        {
            if (good)
                good = verify_one(verifying, text_of(contract, "id"), text_of(contract, "number"));
        }
    } while (good && json_object_get(page, "nextPageToken"));
    json_decref(page);
    return good;
}

static int verify_contracts(struct verifying *verifying)
{
    bool good = verifying->id ? verify_one(verifying, verifying->id, "contract") : verify_all(verifying);
    printf("%zu contracts read, %zu altered\n", verifying->read, verifying->broken);
    return good && !verifying->broken ? EXIT_OK : EXIT_FAILED;
}

int verify_run(const char *dir, int argc, char **argv)
{
    struct verifying verifying = {.as = "admin"};
    const struct option_row rows[] = {
        {"id", OPTION_TEXT, &verifying.id, "ID", "this contract only"},
        {"number", OPTION_TEXT, &verifying.number, "NUMBER", "the contract with this number only"},
        {"as", OPTION_TEXT, &verifying.as, "WHO", "login or key name in access.json; default admin"},
    };
    const struct usage usage = {
        "verify contracts [options]",
        "Every step of a contract is a link of its hash chain and names the rows that it changed. This recomputes chain,\n"
        "documents and rows of each contract that WHO may read, and prints a line for each that does not hold: what is\n"
        "wrong, at which step, with which row. Exit status 1 if there is one.",
        rows, sizeof rows / sizeof *rows, 1, 1};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (strcmp(argv[1], "contracts") != 0) {
        fprintf(stderr, "dealspine: verify contracts; verify --help says more\n");
        return EXIT_USAGE;
    }
    struct api_settings settings = {.dir = dir, .as = verifying.as};
    struct error error = {0};
    exit_status = EXIT_FAILED;
    if (api_open(&settings, &verifying.api, &error) == STATUS_OK)
        exit_status = verify_contracts(&verifying);
    else
        api_error_print("verify", &error, dir, verifying.as);
    api_free(verifying.api);
    return exit_status;
}
