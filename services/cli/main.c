/* SPDX-License-Identifier: Apache-2.0
 * `dealspine`: one program to start a stack, look at it, and work with it.
 */
#include "commands.h"
#include "start.h"

static const struct command commands[] = {
    {"up", up_run, "start the stack: Postgres, the services, the gateway"},
    {"down", down_run, "stop exactly what up started; records stay"},
    {"scale", scale_run, "more or fewer processes of a service, while it works"},
    {"status", status_run, "what runs, since when, and why it last died"},
    {"call", call_run, "call any method of the API with a JSON request"},
    {"fetch", fetch_run, "print events, and follow them from a kept cursor"},
    {"events", events_run, "find an event, and all that came of the same request"},
    {"import", import_run, "bring the rows of a file in through the API"},
    {"recording", recording_run, "a file as the recording of a call, and back"},
    {"demo", demo_run, "watch one deal from the first click to deal.closed"},
    {"dlq", dlq_run, "what services could not act on: list, show, replay, drop"},
    {"replay", replay_run, "rebuild the figures of insights from the logs, with progress"},
    {"backup", backup_run, "copy all records, or bring a copy back as a drill; list what there is"},
    {"restore", restore_run, "bring a backup back into a folder without records"},
    {"init", init_run, "keys and database roles, where somebody else runs the processes"},
    {"setup", setup_run, "the first administrator and the demo organisation there"},
    {"health", health_run, "is the instance on this host ready?"},
    {"verify", verify_run, "recompute the hash chains of contracts, name what was altered"},
    {"bench", bench_run, "how fast it is, against what a plain service would do"},
    {"states", states_run, "print the transition table of a noun"},
    {0},
};

int main(int argc, char **argv)
{
    return start(commands, argc, argv);
}
