/* SPDX-License-Identifier: Apache-2.0
 * The fields of public forms, and what answers to questionnaires add.
 */
#include "campaign.h"

#include "questionnaire.h"
#include "sample.h"

static FormField field_of(const char *key, FormField__Type type, bool required)
{
    FormField field = FORM_FIELD__INIT;
    field.key = key, field.type = type, field.required = required;
    field.label_zh = field.label_en = key;
    return field;
}

static void test_LEA_01_answers_are_held_against_the_fields(void **state)
{
    (void)state;
    static const char *sizes[] = {"small", "large"};
    FormField text = field_of("role", FORM_FIELD__TYPE__TEXT, true);
    FormField size = field_of("size", FORM_FIELD__TYPE__CHOICE, false);
    FormField seats = field_of("seats", FORM_FIELD__TYPE__NUMBER, false);
    FormField news = field_of("news", FORM_FIELD__TYPE__YES_NO, false);
    size.choices = sizes, size.n_choices = 2;
    FormField *fields[] = {&text, &size, &seats, &news};
    Campaign form = CAMPAIGN__INIT;
    form.fields = fields, form.n_fields = 4;
    static const struct {
        const char *key, *value;
        bool role, good;
    } rows[] = {
        {"size", "small", true, true}, {"size", "huge", true, false},   {"seats", "12", true, true},
        {"seats", "many", true, false}, {"news", "yes", true, true},    {"news", "maybe", true, false},
        {"other", "x", true, true},     {"size", "small", false, false}, {"size", "  ", true, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        LeadAttribute role = LEAD_ATTRIBUTE__INIT, one = LEAD_ATTRIBUTE__INIT;
        role.key = "role", role.value = rows[i].role ? "buyer" : "";
        one.key = rows[i].key, one.value = rows[i].value;
        LeadAttribute *given[] = {&role, &one};
        CaptureLeadRequest in = CAPTURE_LEAD_REQUEST__INIT;
        in.attributes = given, in.n_attributes = 2;
        if ((campaign_check_answers(&form, &in, &error) == STATUS_OK) != rows[i].good)
            fail_msg("%s=%s: %s", rows[i].key, rows[i].value, error.message);
    }
}

static void test_LEA_01_what_a_campaign_may_be(void **state)
{
    (void)state;
    struct error error = {0};
    PutCampaignRequest in = PUT_CAMPAIGN_REQUEST__INIT;
    in.starts_on = "2026-03-01", in.ends_on = "2026-03-01";
    assert_int_equal(campaign_check(&in, &error), STATUS_OK);
    in.ends_on = "2026-02-28";
    assert_int_equal(campaign_check(&in, &error), STATUS_INVALID_ARGUMENT);
    in.ends_on = NULL;
    FormField a = field_of("a", FORM_FIELD__TYPE__TEXT, false), b = field_of("a", FORM_FIELD__TYPE__TEXT, false);
    FormField *fields[] = {&a, &b};
    in.fields = fields, in.n_fields = 2;
    assert_int_equal(campaign_check(&in, &error), STATUS_INVALID_ARGUMENT);
    b.key = "b", b.type = FORM_FIELD__TYPE__CHOICE;
    assert_int_equal(campaign_check(&in, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "fields.choices");
}

static void test_LEA_01_a_form_stays_small(void **state)
{
    (void)state;
    struct error error = {0};
    const char *choices[30];
    for (size_t i = 0; i < 30; i++)
        choices[i] = "a choice of thirty characters.";
    FormField many[4];
    FormField *fields[4];
    for (size_t i = 0; i < 4; i++) {
        static const char *keys[] = {"a", "b", "c", "d"};
        many[i] = field_of(keys[i], FORM_FIELD__TYPE__CHOICE, false);
        many[i].choices = choices, many[i].n_choices = 30;
        fields[i] = &many[i];
    }
    PutCampaignRequest in = PUT_CAMPAIGN_REQUEST__INIT;
    in.fields = fields, in.n_fields = 2;
    assert_int_equal(campaign_check(&in, &error), STATUS_OK);
    in.n_fields = 4;
    assert_int_equal(campaign_check(&in, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "fields");
}

static AnswerChoice choice_of(const char *code, int points, const char *interest)
{
    AnswerChoice choice = ANSWER_CHOICE__INIT;
    choice.code = code, choice.points = points, choice.interest = interest;
    return choice;
}

static void test_LEA_08_answers_add_up(void **state)
{
    (void)state;
    struct arena *room = arena_new();
    struct error error = {0};
    struct answers answers;
    AnswerChoice now = choice_of("now", 80, "price"), later = choice_of("later", -10, NULL);
    AnswerChoice yes = choice_of("yes", 70, "demo");
    AnswerChoice *when[] = {&now, &later}, *demo[] = {&yes};
    Question first = QUESTION__INIT, second = QUESTION__INIT;
    first.code = "when", first.choices = when, first.n_choices = 2;
    second.code = "demo", second.choices = demo, second.n_choices = 1;
    Question *questions[] = {&first, &second};
    Questionnaire asked = QUESTIONNAIRE__INIT;
    asked.questions = questions, asked.n_questions = 2;
    GivenAnswer a = GIVEN_ANSWER__INIT, b = GIVEN_ANSWER__INIT;
    a.question = "when", a.choice = "later", b.question = "demo", b.choice = "yes";
    GivenAnswer *given[] = {&a, &b};
    AnswerQuestionnaireRequest in = ANSWER_QUESTIONNAIRE_REQUEST__INIT;
    in.answers = given, in.n_answers = 2;
    assert_int_equal(questionnaire_weigh(room, &asked, &in, &answers, &error), STATUS_OK);
    assert_int_equal(answers.points, 60);
    assert_int_equal(answers.n_interests, 1);
    assert_string_equal(answers.choices[0], "when=later");
    a.choice = "now";
    assert_int_equal(questionnaire_weigh(room, &asked, &in, &answers, &error), STATUS_OK);
    assert_int_equal(answers.points, ANSWER_POINTS_MAX);
    b.question = "when", b.choice = "later";
    assert_int_equal(questionnaire_weigh(room, &asked, &in, &answers, &error), STATUS_INVALID_ARGUMENT);
    b.question = "demo";
    assert_int_equal(questionnaire_weigh(room, &asked, &in, &answers, &error), STATUS_INVALID_ARGUMENT);
    PutQuestionnaireRequest put = PUT_QUESTIONNAIRE_REQUEST__INIT;
    put.questions = questions, put.n_questions = 2;
    assert_int_equal(questionnaire_check(&put, &error), STATUS_OK);
    second.code = "when";
    assert_int_equal(questionnaire_check(&put, &error), STATUS_INVALID_ARGUMENT);
    arena_free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_01_answers_are_held_against_the_fields),
        cmocka_unit_test(test_LEA_01_what_a_campaign_may_be),
        cmocka_unit_test(test_LEA_01_a_form_stays_small),
        cmocka_unit_test(test_LEA_08_answers_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
