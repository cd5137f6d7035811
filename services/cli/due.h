/* SPDX-License-Identifier: Apache-2.0
 * When a backup or a drill is due.
 */
#ifndef CLI_DUE_H
#define CLI_DUE_H

#include <stdint.h>

enum due { DUE_NOTHING, DUE_BACKUP, DUE_DRILL };

struct schedule_facts { /* moments in µs; 0: never */
    int64_t now_us;
    int64_t born_us;                        /* when the records began */
    int64_t first_us, last_us, drilled_us;  /* oldest and newest good backup; newest drill of any of them */
    int64_t tried_us, drill_tried_us;       /* what this process began last */
    int64_t every_us, drill_every_us;       /* 0: none by itself */
};

/* A backup `every_us` after the last one, or after the records began; a drill `drill_every_us` after the last one, or
 * after the first backup; after a failure again in an hour. Backups come before drills. */
enum due schedule_due(const struct schedule_facts *facts);

#endif
