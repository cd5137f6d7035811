/* SPDX-License-Identifier: Apache-2.0
 * `dealspine recording`: a file as the recording of a call, and back. A recorder's script needs no more than this.
 */
#include "commands.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "api_error.h"
#include "base/arena.h"
#include "base/text.h"
#include "dealspine/qa.pb-c.h"

enum { PART = 512 * 1024, TRIES = 60, PAUSE_MS = 500, HASH = 64 };

struct work {
    struct api *api;
    struct arena *arena; /* of one call, emptied before the next */
    const char *call_id, *path, *codec, *business_line, *purpose;
    FILE *file;
    uint64_t size;
    char sha256[HASH + 1];
    uint8_t *part;
};

static enum status ask(struct work *work, const char *method, const void *request,
                       const ProtobufCMessageDescriptor *type, void **ret_reply, struct error *error)
{
    arena_reset(work->arena);
    return api_call_message(work->api, method, request, NULL, type, work->arena, ret_reply, error);
}

/* Size and hash of the file, which is then at its beginning again. */
static enum status look_at_file(struct work *work, struct error *error)
{
    crypto_hash_sha256_state hash;
    uint8_t digest[crypto_hash_sha256_BYTES];
    size_t n;
    crypto_hash_sha256_init(&hash);
    for (work->size = 0; (n = fread(work->part, 1, PART, work->file)) > 0; work->size += n)
        crypto_hash_sha256_update(&hash, work->part, n);
    if (ferror(work->file) || fseek(work->file, 0, SEEK_SET) != 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s can't be read", shell_word(work->path));
    crypto_hash_sha256_final(&hash, digest);
    sodium_bin2hex(work->sha256, sizeof work->sha256, digest, sizeof digest);
    return STATUS_OK;
}

enum found { NOTHING, PARTS, WHOLE };

/* What is there of this very file; with PARTS `ret_received` says how much. */
static enum found find_upload(struct work *work, uint64_t *ret_received)
{
    struct error error;
    GetRecordingRequest request = GET_RECORDING_REQUEST__INIT;
    void *reply;
    request.call_id = work->call_id;
    if (ask(work, "qa.GetRecording", &request, &get_recording_reply__descriptor, &reply, &error) != STATUS_OK)
        return NOTHING;
    const Recording *recording = ((const GetRecordingReply *)reply)->recording;
    if (recording->received == 0 || recording->size != work->size || !text_equal(recording->sha256, work->sha256))
        return NOTHING;
    *ret_received = recording->received;
    if (recording->state == RECORDING__STATE__STORED || recording->state == RECORDING__STATE__HELD)
        return WHOLE;
    return recording->state == RECORDING__STATE__DELETED ? NOTHING : PARTS;
}

/* Might another try help? The service follows a call by moments, and whoever is away comes back. */
static bool passes(const struct error *error)
{
    return error->status == STATUS_UNAVAILABLE || error->status == STATUS_DEADLINE_EXCEEDED ||
           error->status == STATUS_RESOURCE_EXHAUSTED || text_equal(error->reason, "NO_CALL");
}

static enum status begin(struct work *work, struct error *error)
{
    BeginRecordingRequest request = BEGIN_RECORDING_REQUEST__INIT;
    enum status status;
    void *reply;
    request.call_id = work->call_id;
    request.codec = work->codec;
    request.has_size = true;
    request.size = work->size;
    request.sha256 = work->sha256;
    request.business_line = work->business_line;
    for (int tries = 1;; tries++) {
        status = ask(work, "qa.BeginRecording", &request, &begin_recording_reply__descriptor, &reply, error);
        if (status == STATUS_OK || !passes(error) || tries == TRIES)
            return status;
        usleep(PAUSE_MS * 1000);
    }
}

static enum status append(struct work *work, uint64_t *offset, struct error *error)
{
    AppendRecordingPartRequest request = APPEND_RECORDING_PART_REQUEST__INIT;
    void *reply;
    if (fseek(work->file, (long)*offset, SEEK_SET) != 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s can't be read", shell_word(work->path));
    size_t n = fread(work->part, 1, PART, work->file);
    if (n == 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s has become shorter", shell_word(work->path));
    request.call_id = work->call_id;
    request.has_offset = request.has_data = true;
    request.offset = *offset;
    request.data = (ProtobufCBinaryData){n, work->part};
    TRY(ask(work, "qa.AppendRecordingPart", &request, &append_recording_part_reply__descriptor, &reply, error));
    *offset = ((const AppendRecordingPartReply *)reply)->received;
    return STATUS_OK;
}

/* A part of which nobody knows whether it came in is asked after, and the upload goes on from there. */
static enum status append_all(struct work *work, uint64_t offset, struct error *error)
{
    for (int tries = 1; offset < work->size;) {
        enum status status = append(work, &offset, error);
        if (status == STATUS_OK) {
            tries = 1;
            continue;
        }
        if ((!passes(error) && !text_equal(error->reason, "OFFSET")) || tries++ == TRIES)
            return status;
        usleep(PAUSE_MS * 1000);
        (void)find_upload(work, &offset);
    }
    return STATUS_OK;
}

static enum status put(struct work *work, struct error *error)
{
    FinishRecordingRequest request = FINISH_RECORDING_REQUEST__INIT;
    uint64_t received = 0;
    void *reply;
    work->file = fopen(work->path, "rb");
    if (!work->file)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s can't be opened", shell_word(work->path));
    TRY(look_at_file(work, error));
    enum found found = find_upload(work, &received);
    if (found == NOTHING)
        TRY(begin(work, error));
    if (found != WHOLE) {
        TRY(append_all(work, received, error));
        request.call_id = work->call_id;
        TRY(ask(work, "qa.FinishRecording", &request, &finish_recording_reply__descriptor, &reply, error));
    }
    printf("stored%s: %" PRIu64 " bytes, SHA-256 %s\n", found == WHOLE ? " already" : "", work->size, work->sha256);
    return STATUS_OK;
}

/* Reads part after part to the file. */
static enum status read_parts(struct work *work, const char *access_id, struct error *error)
{
    crypto_hash_sha256_state hash;
    uint8_t digest[crypto_hash_sha256_BYTES];
    char found[HASH + 1];
    bool last = false;
    crypto_hash_sha256_init(&hash);
    for (uint32_t part = 1; !last; part++) {
        ReadRecordingPartRequest request = READ_RECORDING_PART_REQUEST__INIT;
        void *reply;
        request.access_id = access_id;
        request.has_part = true;
        request.part = part;
        TRY(ask(work, "qa.ReadRecordingPart", &request, &read_recording_part_reply__descriptor, &reply, error));
        const ReadRecordingPartReply *read = reply;
        if (fwrite(read->data.data, 1, read->data.len, work->file) != read->data.len)
            return fail_with(error, STATUS_UNAVAILABLE, "%s can't be written", shell_word(work->path));
        crypto_hash_sha256_update(&hash, read->data.data, read->data.len);
        work->size += read->data.len;
        last = read->last;
    }
    crypto_hash_sha256_final(&hash, digest);
    sodium_bin2hex(found, sizeof found, digest, sizeof digest);
    if (fflush(work->file) != 0)
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be written", shell_word(work->path));
    if (!text_equal(found, work->sha256))
        return fail_with(error, STATUS_DATA_LOSS, "what came has another SHA-256 than what was stored");
    return STATUS_OK;
}

static enum status get(struct work *work, struct error *error)
{
    OpenRecordingRequest request = OPEN_RECORDING_REQUEST__INIT;
    char access_id[64];
    void *reply;
    request.call_id = work->call_id;
    request.purpose = work->purpose;
    TRY(ask(work, "qa.OpenRecording", &request, &open_recording_reply__descriptor, &reply, error));
    const OpenRecordingReply *opened = reply;
    snprintf(work->sha256, sizeof work->sha256, "%s", opened->recording->sha256);
    snprintf(access_id, sizeof access_id, "%s", opened->access->id);
    work->file = fopen(work->path, "wbx");
    if (!work->file)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s can't be made; is it there already?",
                         shell_word(work->path));
    enum status status = read_parts(work, access_id, error);
    if (status != STATUS_OK) {
        remove(work->path);
        return status;
    }
    printf("read: %" PRIu64 " bytes, SHA-256 %s\n", work->size, work->sha256);
    return STATUS_OK;
}

static int run(const char *dir, const char *as, struct work *work, enum status (*act)(struct work *, struct error *))
{
    struct api_settings settings = {.dir = dir, .as = as};
    struct error error = {0};
    work->arena = arena_new();
    work->part = need_alloc(PART);
    enum status status = sodium_init() < 0 ? fail_with(&error, STATUS_INTERNAL, "libsodium does not start")
                                           : api_open(&settings, &work->api, &error);
    if (status == STATUS_OK)
        status = act(work, &error);
    if (status != STATUS_OK)
        api_error_print("recording", &error, dir, as);
    if (work->file)
        fclose(work->file);
    api_free(work->api);
    free(work->part);
    arena_free(work->arena);
    return status == STATUS_OK ? EXIT_OK : EXIT_FAILED;
}

int recording_run(const char *dir, int argc, char **argv)
{
    struct work work = {.codec = "wav", .purpose = "evaluation"};
    const char *as = "quality";
    const struct option_row rows[] = {
        {"codec", OPTION_TEXT, &work.codec, "CODE", "put: what the file is; default wav"},
        {"line", OPTION_TEXT, &work.business_line, "CODE", "put: business line; default what the call was for"},
        {"purpose", OPTION_TEXT, &work.purpose, "CODE", "get: why it is heard; default evaluation"},
        {"as", OPTION_TEXT, &as, "WHO", "login or key name in access.json; default quality"},
    };
    const struct usage usage = {
        "recording put|get CALL FILE [options]",
        "put stores FILE as the recording of the answered call CALL, in parts; one that broke off goes on where it\n"
        "stood, and one that is stored already is left alone.\n"
        "get writes the recording to FILE, which must not be there. Who opens one, when and why is kept.",
        rows, sizeof rows / sizeof *rows, 3, 3};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    bool is_put = strcmp(argv[1], "put") == 0;
    if (!is_put && strcmp(argv[1], "get") != 0) {
        fprintf(stderr, "dealspine: recording put or recording get; recording --help says more\n");
        return EXIT_USAGE;
    }
    work.call_id = argv[2];
    work.path = argv[3];
    return run(dir, as, &work, is_put ? put : get);
}
