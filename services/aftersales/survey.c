/* SPDX-License-Identifier: Apache-2.0 */
#include "survey.h"

#include "schema/rule.h"

static const struct transition survey_rows[] = {
    {"SCHEDULED", "send", "SENT", "its time has come"},
    {"SCHEDULED", "refuse", "REFUSED", "the customer wants no survey"},
    {"SCHEDULED", "expire", "EXPIRED", "the deal was reversed"},
    {"SENT", "open", "OPENED", "the link is followed"},
    {"SENT", "answer", "ANSWERED", "the customer says how satisfied he is"},
    {"SENT", "refuse", "REFUSED", "the customer will not answer"},
    {"SENT", "expire", "EXPIRED", "no answer came"},
    {"OPENED", "open", "OPENED", "the link is followed again"},
    {"OPENED", "answer", "ANSWERED", "the customer says how satisfied he is"},
    {"OPENED", "refuse", "REFUSED", "the customer will not answer"},
    {"OPENED", "expire", "EXPIRED", "no answer came"},
};

const struct lifecycle survey_lifecycle = {"survey", "SCHEDULED", survey_rows,
                                           sizeof survey_rows / sizeof *survey_rows};

static const struct transition improvement_rows[] = {
    {"OPEN", "commit", "COMMITTED", "somebody says what he will do"},
    {"COMMITTED", "finish", "DONE", "it is done"},
    {"DONE", "inform", "CUSTOMER_INFORMED", "the customer is told; a further survey will measure"},
    {"CUSTOMER_INFORMED", "check", "EFFECT_CHECKED", "the further survey is answered"},
};

const struct lifecycle improvement_lifecycle = {"improvement", "OPEN", improvement_rows,
                                                sizeof improvement_rows / sizeof *improvement_rows};

enum status survey_move(Survey *survey, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&survey_lifecycle, &survey__state__descriptor, survey->state, verb, &to, error));
    survey->state = (Survey__State)to;
    return STATUS_OK;
}

enum status improvement_move(Improvement *improvement, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&improvement_lifecycle, &improvement__state__descriptor, improvement->state, verb, &to, error));
    improvement->state = (Improvement__State)to;
    return STATUS_OK;
}

uint32_t survey_score(const Survey *survey, Improvement__Dimension dimension)
{
    switch (dimension) {
    case IMPROVEMENT__DIMENSION__FUNCTION:
        return survey->function;
    case IMPROVEMENT__DIMENSION__PERFORMANCE:
        return survey->performance;
    case IMPROVEMENT__DIMENSION__SERVICE_QUALITY:
        return survey->service_quality;
    case IMPROVEMENT__DIMENSION__SUPPORT:
        return survey->support;
    default:
        return 0;
    }
}

size_t survey_low(const Survey *survey, uint32_t low, Improvement__Dimension ret_dimensions[SURVEY_DIMENSIONS])
{
    static const Improvement__Dimension all[SURVEY_DIMENSIONS] = {
        IMPROVEMENT__DIMENSION__FUNCTION, IMPROVEMENT__DIMENSION__PERFORMANCE,
        IMPROVEMENT__DIMENSION__SERVICE_QUALITY, IMPROVEMENT__DIMENSION__SUPPORT};
    size_t n = 0;
    for (size_t i = 0; i < SURVEY_DIMENSIONS; i++)
        if (survey_score(survey, all[i]) && survey_score(survey, all[i]) <= low)
            ret_dimensions[n++] = all[i];
    return n;
}

void improvement_measure(Improvement *improvement, const Survey *survey, uint32_t low)
{
    improvement->has_score_after = improvement->has_effective = true;
    improvement->score_after = survey_score(survey, improvement->dimension);
    improvement->effective = improvement->score_after > low;
}
