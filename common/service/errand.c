/* SPDX-License-Identifier: Apache-2.0 */
#include "service/errand.h"

#include <stdlib.h>

#include "service/batch.h"

enum { TRIES = 5 };

struct errand {
    struct worker worker;
    struct arena *arena;
};

struct errand *errand_new(const char *name)
{
    struct errand *errand = need_alloc(sizeof *errand);
    errand->worker.db = process_db(name);
    errand->arena = arena_new();
    return errand;
}

void errand_free(struct errand *errand)
{
    while (errand->worker.n_fibers)
        fiber_free(errand->worker.fibers[--errand->worker.n_fibers]);
    db_free(errand->worker.db);
    arena_free(errand->arena);
    free(errand);
}

static enum batch_result try_once(struct errand *errand, struct call *call, struct error *ret_error)
{
    struct batch batch = {.db = errand->worker.db, .arena = errand->arena, .calls = &call, .n = 1, .sequential = true};
    struct call *offender = NULL;
    enum batch_result result = batch_run(&batch, &offender, ret_error);
    if (result == BATCH_FAILED)
        *ret_error = call->error;
    return result;
}

enum status errand_run(struct errand *errand, const struct errand_step *step, struct arena *arena,
                       struct error *ret_error)
{
    struct call *call = call_of_errand(step, &errand->worker, arena);
    enum batch_result result = BATCH_AGAIN;
    for (int tries = 0; tries < TRIES && result == BATCH_AGAIN; tries++) {
        if (tries)
            call_start(call);
        result = try_once(errand, call, ret_error);
    }
    if (result == BATCH_FAILED)
        log_call(call, 0);
    call_free(call);
    arena_reset(errand->arena);
    if (result == BATCH_AGAIN)
        return fail_with(ret_error, STATUS_ABORTED, "another transaction was in the way");
    return result == BATCH_DONE ? STATUS_OK : ret_error->status;
}
