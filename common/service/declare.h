/* SPDX-License-Identifier: Apache-2.0
 * How a service and its handlers are declared. Included by service.h.
 */
#ifndef SERVICE_DECLARE_H
#define SERVICE_DECLARE_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

#include "base/lifecycle.h"
#include "base/status.h"
#include "db/statement.h"

struct call;
struct setting;

void call_run_(struct call *call, enum status status); /* the macros' own */
void *call_reply_(struct call *call);

/* rpc/<verb_noun>.c:  RPC(Leads, capture_lead, CaptureLeadRequest, CaptureLeadReply) { … return STATUS_OK; }
 * with `call`, `in` (checked against the options of its fields) and `out` (fresh). A name or a type that is not the
 * .proto's does not compile. */
#define RPC(Service, name, In, Out)                                                                                    \
    static enum status name##_body(struct call *call, const In *in, Out *out);                                         \
    void rpc_##name(Service##_Service *service, const In *in, Out##_Closure closure, void *data);                      \
    void rpc_##name(Service##_Service *service, const In *in, Out##_Closure closure, void *data)                       \
    {                                                                                                                  \
        _Static_assert(__builtin_types_compatible_p(__typeof__(&rpc_##name), __typeof__(((Service##_Service *)0)->name)), \
                       "types differ from the .proto");                                                                \
        (void)service, (void)closure;                                                                                  \
        call_run_(data, name##_body(data, in, call_reply_(data)));                                                     \
    }                                                                                                                  \
    static enum status name##_body(struct call *call __attribute__((unused)), const In *in __attribute__((unused)),    \
                                   Out *out __attribute__((unused)))

/* on/<event>.c:  ON(lead_conversion_requested, LeadConversionRequested) { … }  with `call` and `in`, the payload.
 * Effects are exactly once. A status other than OK is tried again and then parks the aggregate: return OK for events
 * that simply do not concern. */
#define ON(name, Payload)                                                                                              \
    static enum status name##_body(struct call *call, const Payload *in);                                              \
    enum status on_##name(struct call *call, const void *in);                                                          \
    enum status on_##name(struct call *call, const void *in)                                                           \
    {                                                                                                                  \
        return name##_body(call, in);                                                                                  \
    }                                                                                                                  \
    static enum status name##_body(struct call *call __attribute__((unused)), const Payload *in __attribute__((unused)))

/* job/<kind>.c:  JOB(recycle, RecycleJob) { … }  at least once, never before due; a message of the service's own .proto. */
#define JOB(name, Payload)                                                                                             \
    static enum status name##_body(struct call *call, const Payload *in);                                              \
    enum status job_##name(struct call *call, const void *in);                                                         \
    enum status job_##name(struct call *call, const void *in)                                                          \
    {                                                                                                                  \
        return name##_body(call, in);                                                                                  \
    }                                                                                                                  \
    static enum status name##_body(struct call *call __attribute__((unused)), const Payload *in __attribute__((unused)))

struct listener { /* a row of the generated tables of on/ and job/ */
    const char *name;
    enum status (*run)(struct call *call, const void *in);
    const ProtobufCMessageDescriptor *payload; /* NULL in the job table: found by name */
};

struct migration {
    const char *name, *text; /* schema/NNNN_*.sql */
};

/* What a service consists of; CMake writes `rooms` from the folders rpc/ on/ job/ sql/ schema/. */
struct rooms {
    const char *word;
    const struct statement *const *statements;
    const struct listener *on, *jobs;
    const struct migration *migrations;
    size_t n_statements, n_on, n_jobs, n_migrations;
};

struct service {
    const struct rooms *rooms;
    const ProtobufCService *rpc;
    const struct setting *settings; /* of its own beside the skeleton's; may be NULL */
    size_t n_settings;
    void *settings_struct;
    const struct lifecycle *const *lifecycles; /* NULL-terminated; may be NULL */
    enum status (*open)(struct error *error);  /* after the settings, before the first call; may be NULL */
    /* Every event of every other domain, whatever its type, after on/<event>.c where there is one and under the same
     * rules; `call->event` is the envelope. May be NULL. */
    enum status (*any)(struct call *call);
    /* Work outside handlers, see errand.h: begun last, ended first. May be NULL. */
    enum status (*begin)(struct error *error);
    void (*end)(void);
};

/* main.c: RPC_TABLE(Leads, LEADS) defines `rpc_table` for struct service. */
#define RPC_TABLE(Service, SERVICE)                                                                                    \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wmissing-braces\"")                              \
    static const Service##_Service rpc_table = SERVICE##__INIT(rpc_);                                                  \
    _Pragma("GCC diagnostic pop")

/* Folders of the process: of secret keys (0700), and of the public keys that it trusts. From `open` on. */
const char *keys_dir(void);
const char *trust_dir(void);

/* Runs the service until SIGTERM has drained it. The process's exit status. */
int service_main(int argc, char **argv, const struct service *service);

#endif
