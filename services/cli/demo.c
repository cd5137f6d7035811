/* SPDX-License-Identifier: Apache-2.0
 * `dealspine demo`: one deal from the first click to deal.closed, and what follows to deal.reversed, told as it happens.
 */
#include "commands.h"

#include <stdio.h>
#include <time.h>

#include "demo_story.h"

void day_from_today(int days, char ret_date[DATE_TEXT])
{
    time_t now = time(NULL) + (time_t)days * 86400;
    struct tm day;

    gmtime_r(&now, &day);
    strftime(ret_date, DATE_TEXT, "%Y-%m-%d", &day);
}

static int play(const char *dir, bool json)
{
    struct story story = {.stage = stage_open(dir, json)};
    bool good;

    if (!story.stage)
        return EXIT_USAGE;
    cast_person(&story.person);
    story_capture(&story);
    story_assess(&story);
    story_call(&story);
    story_convert(&story);
    story_sell(&story);
    story_draft(&story);
    story_approve(&story);
    story_sign(&story);
    story_close(&story);
    story_deliver(&story);
    story_complain(&story);
    story_judge(&story);
    story_tell(&story);
    story_reverse(&story);
    good = stage_close(story.stage);
    if (!json)
        printf(good ? "\nThe deal was closed, cared for and taken back.\n"
                    : "\nThe demo stopped: something is not as it should be.\n");
    return good ? EXIT_OK : EXIT_FAILED;
}

int demo_run(const char *dir, int argc, char **argv)
{
    bool json = false;
    const struct option_row rows[] = {
        {"json", OPTION_FLAG, &json, NULL, "one JSON object a step"},
    };
    const struct usage usage = {
        "demo [--json]",
        "Plays a deal with the demo organisation through the public API, each time with another person: web form, "
        "phone and\n"
        "store, one lead, a call, an opportunity, a contract with its approvals and signatures, the event that tells "
        "the world,\n"
        "delivery, a complaint, the call judged, notices and figures; then the contract is voided and all of it taken "
        "back. Says who does what, and who is refused and why. Exit status 1 when a step is not as it should be.",
        rows,
        sizeof rows / sizeof *rows,
        0,
        0};
    int exit_status = options_read(&usage, &argc, argv);

    return exit_status != OPTIONS_GO_ON ? exit_status : play(dir, json);
}
