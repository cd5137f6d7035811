/* SPDX-License-Identifier: Apache-2.0
 * Persons who never were: fresh for each run, with numbers and addresses that are nobody's on purpose as far as possible.
 */
#ifndef CLI_DEMO_CAST_H
#define CLI_DEMO_CAST_H

struct person {
    char name[64], english[32];
    char phone[16];         /* "13812345678" */
    char phone_written[32]; /* the same as somebody else writes it, "+86 138 1234-5678" */
    char second_phone[16];
    char email[64]; /* at example.com */
};

/* A person by chance. */
void cast_person(struct person *ret_person);

#endif
