/* SPDX-License-Identifier: Apache-2.0
 * What an operator may set; filled before the first call, then only read.
 */
#ifndef AFTERSALES_SETTINGS_H
#define AFTERSALES_SETTINGS_H

#include "settings/settings.h"

struct aftersales_settings {
    const char *zone; /* IANA: where days begin */
    int64_t link_days, survey_days, survey_months, low_score, improve_days, remeasure_days, visit_days;
    int64_t goods_days, install_days, test_days, training_days; /* from the effective date */
};
extern struct aftersales_settings aftersales_settings;
extern const struct setting aftersales_rows[];
extern const size_t aftersales_n_rows;

#endif
