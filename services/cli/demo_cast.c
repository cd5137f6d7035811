/* SPDX-License-Identifier: Apache-2.0
 * See demo_cast.h.
 */
#include "demo_cast.h"

#include <stdint.h>
#include <stdio.h>

#include "base/id.h"

static const struct {
    const char *han, *latin;
} families[] =
    {
        {"王", "wang"}, {"李", "li"},       {"张", "zhang"},  {"刘", "liu"}, {"陈", "chen"},
        {"杨", "yang"}, {"赵", "zhao"},     {"周", "zhou"},   {"吴", "wu"},  {"徐", "xu"},
        {"孙", "sun"},  {"欧阳", "ouyang"}, {"司马", "sima"}, {"林", "lin"},
},
  given[] = {
      {"芳", "fang"},      {"伟", "wei"},    {"秀英", "xiuying"}, {"敏", "min"}, {"静", "jing"},
      {"磊", "lei"},       {"强", "qiang"},  {"洋", "yang"},      {"艳", "yan"}, {"勇", "yong"},
      {"志远", "zhiyuan"}, {"思雨", "siyu"}, {"家豪", "jiahao"},
};
static const char *const english[] = {"Alice", "Ben",   "Carol", "David", "Emma",
                                      "Frank", "Grace", "Henry", "Iris",  "Jack"};
static const char *const prefixes[] = {"138", "139", "136", "137", "150", "151", "158", "159", "186", "188"};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static unsigned chance(unsigned n)
{
    uint32_t number;

    random_bytes(&number, sizeof(number));
    return number % n;
}

void cast_person(struct person *ret_person)
{
    unsigned family = chance(COUNT(families)), first = chance(COUNT(given)), middle = chance(10000),
             last = chance(10000);
    const char *prefix = prefixes[chance(COUNT(prefixes))];

    snprintf(ret_person->name, sizeof(ret_person->name), "%s%s", families[family].han, given[first].han);
    snprintf(ret_person->english, sizeof(ret_person->english), "%s", english[chance(COUNT(english))]);
    snprintf(ret_person->phone, sizeof(ret_person->phone), "%s%04u%04u", prefix, middle, last);
    snprintf(ret_person->phone_written, sizeof(ret_person->phone_written), "+86 %s %04u-%04u", prefix, middle, last);
    snprintf(ret_person->second_phone, sizeof(ret_person->second_phone), "%s%08u", prefixes[chance(COUNT(prefixes))],
             chance(100000000));
    snprintf(ret_person->email, sizeof(ret_person->email), "%s.%s.%u@example.com", given[first].latin,
             families[family].latin, chance(1000000000));
}
