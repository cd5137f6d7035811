/* SPDX-License-Identifier: Apache-2.0 */
#include "settings.h"

struct aftersales_settings aftersales_settings;

const struct setting aftersales_rows[] = {
    SETTING_ROW(struct aftersales_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days of deliveries and surveys begin, IANA"),
    SETTING_ROW(struct aftersales_settings, link_days, int64_t, "LINK_DAYS", SETTING_COUNT, "14", 1, 365,
                "days for which a customer's link to a plan is valid"),
    SETTING_ROW(struct aftersales_settings, survey_days, int64_t, "SURVEY_DAYS", SETTING_COUNT, "30", 1, 365,
                "days after which a survey that was sent expires"),
    SETTING_ROW(struct aftersales_settings, survey_months, int64_t, "SURVEY_MONTHS", SETTING_COUNT, "6", 0, 36,
                "months from one survey's end to the next; 0: there is none"),
    SETTING_ROW(struct aftersales_settings, low_score, int64_t, "LOW_SCORE", SETTING_COUNT, "2", 1, 4,
                "scores up to this one, of 1 to 5, open an improvement"),
    SETTING_ROW(struct aftersales_settings, improve_days, int64_t, "IMPROVE_DAYS", SETTING_COUNT, "14", 1, 365,
                "days until an improvement is due"),
    SETTING_ROW(struct aftersales_settings, remeasure_days, int64_t, "REMEASURE_DAYS", SETTING_COUNT, "30", 1, 365,
                "days after which the effect of an improvement is measured"),
    SETTING_ROW(struct aftersales_settings, visit_days, int64_t, "VISIT_DAYS", SETTING_COUNT, "14", 1, 90,
                "days for which a return visit stays due before it is missed"),
    SETTING_ROW(struct aftersales_settings, goods_days, int64_t, "GOODS_DAYS", SETTING_COUNT, "14", 0, 3650,
                "days from a contract's effective date to the delivery of goods"),
    SETTING_ROW(struct aftersales_settings, install_days, int64_t, "INSTALL_DAYS", SETTING_COUNT, "21", 0, 3650,
                "the same for installations"),
    SETTING_ROW(struct aftersales_settings, test_days, int64_t, "TEST_DAYS", SETTING_COUNT, "28", 0, 3650,
                "the same for tests"),
    SETTING_ROW(struct aftersales_settings, training_days, int64_t, "TRAINING_DAYS", SETTING_COUNT, "30", 0, 3650,
                "the same for trainings"),
};
const size_t aftersales_n_rows = sizeof aftersales_rows / sizeof *aftersales_rows;
