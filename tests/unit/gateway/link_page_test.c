/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/link_page.h"

enum { MOST = 15000, ITEMS = 20 };

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int drop_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static GetLinkedPlanReply *plan_of(size_t n, const char *content)
{
    GetLinkedPlanReply *plan = arena_alloc(arena, sizeof *plan);
    get_linked_plan_reply__init(plan);
    plan->state = DELIVERY_PLAN__STATE__PROPOSED;
    plan->contract_number = "C-2026-000123";
    plan->n_items = n;
    plan->items = arena_alloc(arena, n * sizeof *plan->items);
    for (size_t i = 0; i < n; i++) {
        LinkedItem *item = plan->items[i] = arena_alloc(arena, sizeof *item);
        linked_item__init(item);
        item->kind = (DeliveryItem__Kind)(i % DELIVERY_ITEM__KIND__TRAINING + 1);
        item->has_method = true;
        item->method = (DeliveryItem__Method)(i % DELIVERY_ITEM__METHOD__PICK_UP + 1);
        item->product = "planner";
        item->has_quantity = true;
        item->quantity = 2;
        item->due_on = "2026-02-28";
        item->content = content;
    }
    return plan;
}

static const char *plan_page(const struct plan_view *view)
{
    struct text page;
    text_init(&page, arena);
    link_plan_page(&page, view);
    return page.bytes;
}

static const char *survey_page(const struct survey_view *view)
{
    struct text page;
    text_init(&page, arena);
    link_survey_page(&page, view);
    return page.bytes;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        n++;
    return n;
}

static void AFT_03_what_was_written_is_escaped_and_kept(void **state)
{
    (void)state;
    struct plan_view view = {FORM_EN, "\"><script>", plan_of(1, "<img src=x> & \"more\""), "O'Brien", "</textarea><b>",
                             LINK_NO_NAME};
    const char *page = plan_page(&view);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "<img"));
    assert_null(strstr(page, "<b>"));
    assert_non_null(strstr(page, "&lt;img src=x&gt; &amp; &quot;more&quot;"));
    assert_non_null(strstr(page, "value=\"O&#39;Brien\""));
    assert_non_null(strstr(page, "role=\"alert\""));
}

static void AFT_03_a_plan_can_be_answered_only_when_it_is_proposed(void **state)
{
    (void)state;
    GetLinkedPlanReply *plan = plan_of(2, "x");
    struct plan_view view = {.language = FORM_ZH, .key = "k", .plan = plan};
    assert_int_equal(count(plan_page(&view), "<form"), 2);
    assert_non_null(strstr(plan_page(&view), "lang=\"zh-CN\""));
    plan->state = DELIVERY_PLAN__STATE__CONFIRMED;
    assert_int_equal(count(plan_page(&view), "<form"), 0);
    assert_int_equal(count(plan_page(&view), "<tr><td>"), 2);
}

static void AFT_10_a_survey_asks_four_times_and_keeps_what_was_chosen(void **state)
{
    (void)state;
    struct survey_view view = {FORM_EN, "k", {5, 0, 3, 0}, "well <done>", LINK_NO_SCORE};
    const char *page = survey_page(&view);
    assert_int_equal(count(page, "<fieldset>"), LINK_SCORES);
    assert_int_equal(count(page, "type=\"radio\""), 5 * LINK_SCORES);
    assert_int_equal(count(page, " checked"), 2);
    assert_non_null(strstr(page, "well &lt;done&gt;</textarea>"));
}

static void pages_are_small_and_need_no_script(void **state)
{
    (void)state;
    for (int language = FORM_EN; language <= FORM_ZH; language++) {
        struct plan_view plan = {.language = (enum form_language)language, .key = "k", .plan = plan_of(ITEMS, "Two days")};
        struct survey_view survey = {.language = (enum form_language)language, .key = "k"};
        assert_in_range(strlen(plan_page(&plan)), 1000, MOST);
        assert_in_range(strlen(survey_page(&survey)), 1000, MOST);
        assert_null(strstr(plan_page(&plan), "(null)"));
        assert_null(strstr(survey_page(&survey), "(null)"));
        for (int message = 0; message < LINK_MESSAGES; message++) {
            struct text page;
            text_init(&page, arena);
            link_message_page(&page, (enum form_language)language, (enum link_message)message);
            assert_null(strstr(page.bytes, "(null)"));
            assert_non_null(strstr(page.bytes, "role=\"status\""));
            assert_null(strstr(page.bytes, "<form"));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_03_what_was_written_is_escaped_and_kept),
        cmocka_unit_test(AFT_03_a_plan_can_be_answered_only_when_it_is_proposed),
        cmocka_unit_test(AFT_10_a_survey_asks_four_times_and_keeps_what_was_chosen),
        cmocka_unit_test(pages_are_small_and_need_no_script),
    };
    return cmocka_run_group_tests(tests, open_arena, drop_arena);
}
