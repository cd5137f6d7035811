/* SPDX-License-Identifier: Apache-2.0 */
#include "link_page.h"

#include <inttypes.h>

#include "html.h"

const char *const link_score_names[LINK_SCORES] = {"function", "performance", "service_quality", "support"};

struct words {
    const char *lang;
    const char *plan_title, *plan_lead, *contract, *what, *how, *when, *change_title;
    const char *name, *confirm, *text, *ask;
    const char *survey_title, *survey_lead, *scores[LINK_SCORES], *worst, *best, *comment, *send;
    const char *kinds[DELIVERY_ITEM__KIND__TRAINING + 1], *methods[DELIVERY_ITEM__METHOD__PICK_UP + 1];
    const char *notices[LINK_TRY_AGAIN + 1];
    const char *titles[LINK_MESSAGES], *messages[LINK_MESSAGES];
};

static const struct words words[] = {
    [FORM_EN] =
        {.lang = "en",
         .plan_title = "Your delivery plan",
         .plan_lead = "Please look through what we will deliver, how and when. If it suits you, confirm it; if not, tell "
                      "us what to change.",
         .contract = "Contract",
         .what = "What",
         .how = "How",
         .when = "By",
         .change_title = "Something else?",
         .name = "Your name",
         .confirm = "Confirm this plan",
         .text = "What shall we change?",
         .ask = "Ask for another plan",
         .survey_title = "How satisfied are you?",
         .survey_lead = "Four ratings from 1 to 5, and room for your own words.",
         .scores = {"Functions of the product", "Performance", "Quality of our service", "Support"},
         .worst = "1 is very dissatisfied",
         .best = "5 is very satisfied",
         .comment = "What should we do better? (optional)",
         .send = "Send",
         .kinds = {NULL, "Goods", "Installation", "Test", "Training"},
         .methods = {NULL, "by shipment", "at your place", "remotely", "you pick it up"},
         .notices = {"", "Please say who confirms the plan.", "Please say what we shall change.",
                     "Please give all four ratings.", "One of the answers is too long. Please shorten it.",
                     "We could not take this just now. Please send it again in a moment."},
         .titles = {"Thank you", "Thank you", "Thank you", "Answered already", "No such page", "This link has ended",
                    "Not now"},
         .messages = {"The plan is confirmed. We keep to it.", "We will change the plan and come back to you.",
                      "Your answer has reached us.", "There is nothing more to do here.",
                      "This link is none of ours. Please check that it is complete.",
                      "Its time is over, or there is a newer one. Please ask us for it.",
                      "We could not show this just now. Please try again in a moment."}},
    [FORM_ZH] =
        {.lang = "zh-CN",
         .plan_title = "您的交付计划",
         .plan_lead = "请查看交付的内容、方式和时间。如无异议请确认;如需调整,请告诉我们。",
         .contract = "合同",
         .what = "内容",
         .how = "方式",
         .when = "时间",
         .change_title = "需要调整?",
         .name = "您的姓名",
         .confirm = "确认计划",
         .text = "希望如何调整?",
         .ask = "申请调整",
         .survey_title = "您对我们满意吗?",
         .survey_lead = "请为以下四项打分(1 至 5 分),并可写下您的意见。",
         .scores = {"产品功能", "产品性能", "服务质量", "客户支持"},
         .worst = "1 分为非常不满意",
         .best = "5 分为非常满意",
         .comment = "您的意见和建议(选填)",
         .send = "提交",
         .kinds = {NULL, "产品", "安装", "测试", "培训"},
         .methods = {NULL, "发货", "上门", "远程", "自提"},
         .notices = {"", "请填写确认人姓名。", "请填写希望调整的内容。", "请为四项都打分。", "有一项内容过长,请缩短。",
                     "暂时无法提交,请稍后再次提交。"},
         .titles = {"谢谢您", "谢谢您", "谢谢您", "已答复", "没有此页面", "链接已失效", "请稍后"},
         .messages = {"计划已确认,我们将按计划执行。", "我们会调整计划并与您联系。", "我们已收到您的答复。",
                      "您无需再操作。", "该链接无效,请检查是否完整。", "链接已过期或已被新链接取代,请联系我们获取。",
                      "暂时无法显示,请稍后再试。"}},
};

static void put_notice(struct text *out, const struct words *w, enum link_notice notice)
{
    if (notice)
        text_printf(out, "<p class=\"notice\" role=\"alert\">%s</p>", w->notices[notice]);
}

static void put_textarea(struct text *out, const char *name, const char *label, const char *value, unsigned most)
{
    text_printf(out, "<label for=\"%s\">%s</label><textarea id=\"%s\" name=\"%s\" rows=\"4\" maxlength=\"%u\">", name,
                label, name, name, most);
    html_escaped(out, value);
    text_puts(out, "</textarea>");
}

/* ---- plan -------------------------------------------------------------------------------------------------------- */

static void put_item(struct text *out, const struct words *w, const LinkedItem *item)
{
    text_printf(out, "<tr><td>%s", w->kinds[item->kind]);
    if (item->product) {
        text_puts(out, ": ");
        html_escaped(out, item->product);
    }
    if (item->has_quantity)
        text_printf(out, " × %" PRId64, item->quantity);
    text_puts(out, "<br>");
    html_escaped(out, item->content);
    text_printf(out, "</td><td>%s</td><td>", item->has_method ? w->methods[item->method] : "");
    html_escaped(out, item->due_on);
    text_puts(out, "</td></tr>");
}

static void put_items(struct text *out, const struct words *w, const GetLinkedPlanReply *plan)
{
    text_printf(out, "<p>%s ", w->contract);
    html_escaped(out, plan->contract_number);
    text_printf(out, "</p><table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                     "</tr></thead><tbody>",
                w->what, w->how, w->when);
    for (size_t i = 0; i < plan->n_items; i++)
        put_item(out, w, plan->items[i]);
    text_puts(out, "</tbody></table>");
}

/* Two forms: who confirms needs no change, and who wants one need not sign. */
static void put_answers(struct text *out, const struct words *w, const struct plan_view *view)
{
    text_puts(out, "<form method=\"post\" accept-charset=\"utf-8\">");
    html_hidden(out, "key", view->key);
    html_hidden(out, "answer", "CONFIRM");
    text_printf(out, "<label for=\"name\">%s</label><input id=\"name\" name=\"name\" autocomplete=\"name\" "
                     "maxlength=\"%d\" required value=\"",
                w->name, LINK_NAME_MAX);
    html_escaped(out, view->name);
    text_printf(out, "\"><button>%s</button></form><h2>%s</h2><form method=\"post\" accept-charset=\"utf-8\">",
                w->confirm, w->change_title);
    html_hidden(out, "key", view->key);
    html_hidden(out, "answer", "REQUEST_CHANGE");
    put_textarea(out, "text", w->text, view->text, LINK_TEXT_MAX);
    text_printf(out, "<button>%s</button></form>", w->ask);
}

void link_plan_page(struct text *out, const struct plan_view *view)
{
    const struct words *w = &words[view->language];
    bool is_open = view->plan->state == DELIVERY_PLAN__STATE__PROPOSED;
    html_head(out, w->lang, w->plan_title);
    put_notice(out, w, view->notice);
    text_printf(out, "<p%s>%s</p>", is_open ? "" : " role=\"status\"",
                is_open ? w->plan_lead : w->messages[LINK_ANSWERED]);
    put_items(out, w, view->plan);
    if (is_open)
        put_answers(out, w, view);
    html_end(out);
}

/* ---- survey ------------------------------------------------------------------------------------------------------ */

static void put_scores(struct text *out, const struct words *w, size_t dimension, unsigned chosen)
{
    const char *name = link_score_names[dimension];
    text_printf(out, "<fieldset><legend>%s</legend><div class=\"scores\">", w->scores[dimension]);
    for (unsigned score = 1; score <= 5; score++)
        text_printf(out, "<label><input type=\"radio\" name=\"%s\" value=\"%u\" required%s> %u</label>", name, score,
                    score == chosen ? " checked" : "", score);
    text_puts(out, "</div></fieldset>");
}

void link_survey_page(struct text *out, const struct survey_view *view)
{
    const struct words *w = &words[view->language];
    html_head(out, w->lang, w->survey_title);
    put_notice(out, w, view->notice);
    text_printf(out, "<p>%s</p><p class=\"hint\">%s; %s.</p><form method=\"post\" accept-charset=\"utf-8\">",
                w->survey_lead, w->worst, w->best);
    html_hidden(out, "key", view->key);
    for (size_t i = 0; i < LINK_SCORES; i++)
        put_scores(out, w, i, view->scores[i]);
    put_textarea(out, "comment", w->comment, view->comment, LINK_COMMENT_MAX);
    text_printf(out, "<button>%s</button></form>", w->send);
    html_end(out);
}

void link_message_page(struct text *out, enum form_language language, enum link_message message)
{
    const struct words *w = &words[language];
    html_head(out, w->lang, w->titles[message]);
    text_printf(out, "<p role=\"status\">%s</p>", w->messages[message]);
    html_end(out);
}
