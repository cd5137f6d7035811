/* SPDX-License-Identifier: Apache-2.0 */
#include "form_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html.h"

const char form_consent_version[] = "web-2026-1";
const char form_trap[] = "website";
const char form_script_path[] = "/form.js";
const char form_own_prefix[] = "a.";

enum { ANSWER_MAX = 400 }; /* code points, as LeadAttribute has it */

const struct form_field_rule form_fields[FORM_FIELDS] = {
    [FORM_NAME] = {"name", "name", 120},     [FORM_PHONE] = {"phone", "tel", 40},
    [FORM_EMAIL] = {"email", "email", 254},  [FORM_COMPANY] = {"company", "organization", 200},
    [FORM_PRODUCT] = {"product", "off", 100}, [FORM_NEED] = {"need", "off", 2000},
};

struct words {
    const char *lang, *title, *lead, *labels[FORM_FIELDS], *contact_hint, *consent, *send, *trap,
        *notices[FORM_TRY_AGAIN + 1];
    const char *optional, *choose, *yes, *no;
    const char *missing, *bad_email, *bad_number, *sending; /* for the script; the rest is in the notices */
    const char *titles[FORM_MESSAGES], *messages[FORM_MESSAGES];
};

static const struct words words[] = {
    [FORM_EN] =
        {.lang = "en",
         .title = "Ask us",
         .lead = "Tell us what you are looking for, and one of us will get in touch with you.",
         .labels = {"Name", "Phone", "E-mail", "Company (optional)", "Product (optional)",
                    "What do you need? (optional)"},
         .contact_hint = "A phone number or an e-mail address is enough.",
         .consent =
             "I agree that you keep these details and use them to answer my request. I can take this back at any "
             "time.",
         .send = "Send",
         .trap = "Leave this empty",
         .notices = {"", "Please give a phone number or an e-mail address.",
                     "Please tick the box: without your consent we may not keep your details.",
                     "One of the answers is too long. Please shorten it.",
                     "We could not take this. Please look over your answers.",
                     "The text of the consent has changed meanwhile. Please read it and tick the box again.",
                     "We could not take this just now. Please send it again in a moment; your answers are still here."},
         .optional = " (optional)",
         .choose = "Please choose",
         .yes = "Yes",
         .no = "No",
         .missing = "Please answer this.",
         .bad_email = "This is not an e-mail address.",
         .bad_number = "Please give a number.",
         .sending = "Sending…",
         .titles = {"Thank you", "This form is closed", "Not now"},
         .messages = {"We have your request and will be in touch soon.", "It takes no requests at present.",
                      "We could not show this just now. Please try again in a moment."}},
    [FORM_ZH] = {.lang = "zh-CN",
                 .title = "在线咨询",
                 .lead = "请告诉我们您的需求，我们会尽快与您联系。",
                 .labels = {"姓名", "电话", "电子邮箱", "公司（选填）", "产品（选填）", "您的需求（选填）"},
                 .contact_hint = "电话和电子邮箱填写一项即可。",
                 .consent = "我同意贵公司保存以上信息，用于答复我的咨询。我可以随时撤回同意。",
                 .send = "提交",
                 .trap = "请勿填写",
                 .notices = {"", "请填写电话或电子邮箱。", "请勾选同意：未经您同意，我们不能保存您的信息。",
                             "有一项内容过长，请缩短。", "未能接受您的内容，请检查后重新提交。",
                             "同意书的内容在您打开页面后已更新，请阅读后重新勾选。",
                             "暂时无法提交，请稍后再次提交，您填写的内容仍然保留。"},
                 .optional = "（选填）",
                 .choose = "请选择",
                 .yes = "是",
                 .no = "否",
                 .missing = "请填写此项。",
                 .bad_email = "电子邮箱格式不正确。",
                 .bad_number = "请填写数字。",
                 .sending = "正在提交…",
                 .titles = {"谢谢您", "表单已关闭", "请稍后"},
                 .messages = {"我们已收到您的咨询，会尽快与您联系。", "目前不接受提交。", "暂时无法显示，请稍后再试。"}},
};

/* ---- language ---------------------------------------------------------------------------------------------------- */

static bool begins_with(const char *text, const char *prefix)
{
    return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

enum form_language form_language(const char *accept)
{
    double best = 0;
    enum form_language found = FORM_EN;
    for (const char *at = accept; at && *at; at += strcspn(at, ","), at += *at == ',') {
        at += strspn(at, " \t");
        const char *quality = strstr(at, ";q=");
        bool own = quality && quality < at + strcspn(at, ",");
        double q = own ? strtod(quality + 3, NULL) : 1;
        bool known = begins_with(at, "zh") || begins_with(at, "en");
        if (known && q > best) {
            best = q;
            found = begins_with(at, "zh") ? FORM_ZH : FORM_EN;
        }
    }
    return found;
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

static void put_field(struct text *out, const struct words *w, enum form_field field, const char *value)
{
    const struct form_field_rule *rule = &form_fields[field];
    const char *type = field == FORM_PHONE ? "tel" : field == FORM_EMAIL ? "email" : "text";
    bool hinted = field == FORM_PHONE || field == FORM_EMAIL;
    text_printf(out, "<label for=\"%s\">%s</label>", rule->name, w->labels[field]);
    if (field == FORM_NEED)
        text_printf(out, "<textarea id=\"%s\" name=\"%s\" rows=\"4\" maxlength=\"%u\">", rule->name, rule->name,
                    rule->max_len);
    else
        text_printf(out, "<input id=\"%s\" name=\"%s\" type=\"%s\" maxlength=\"%u\" autocomplete=\"%s\"%s value=\"",
                    rule->name, rule->name, type, rule->max_len, rule->autocomplete,
                    hinted ? " aria-describedby=\"hint\"" : "");
    html_escaped(out, value);
    text_puts(out, field == FORM_NEED ? "</textarea>" : "\">");
}

const char *form_answer(const struct urlencoded *sent, const FormField *field)
{
    char name[sizeof form_own_prefix + 64];
    snprintf(name, sizeof name, "%s%s", form_own_prefix, field->key);
    const char *answer = sent ? urlencoded_get(sent, name) : NULL;
    return is_blank(answer) ? NULL : answer;
}

static void put_option(struct text *out, const char *value, const char *label, const char *answer)
{
    text_puts(out, "<option value=\"");
    html_escaped(out, value);
    text_printf(out, "\"%s>", text_equal(value, answer) ? " selected" : "");
    html_escaped(out, label);
    text_puts(out, "</option>");
}

static void put_options(struct text *out, const struct words *w, const FormField *field, const char *answer)
{
    put_option(out, "", w->choose, answer ? answer : "");
    if (field->type == FORM_FIELD__TYPE__YES_NO) {
        put_option(out, "yes", w->yes, answer);
        put_option(out, "no", w->no, answer);
    }
    for (size_t i = 0; field->type == FORM_FIELD__TYPE__CHOICE && i < field->n_choices; i++)
        put_option(out, field->choices[i], field->choices[i], answer);
    text_puts(out, "</select>");
}

/* A field of the campaign; keys are codes, which need no escapes. */
static void put_own_field(struct text *out, const struct form_view *view, const FormField *field)
{
    const struct words *w = &words[view->language];
    const char *answer = form_answer(view->sent, field), *required = field->required ? " required" : "";
    bool chosen = field->type == FORM_FIELD__TYPE__CHOICE || field->type == FORM_FIELD__TYPE__YES_NO;
    text_printf(out, "<label for=\"%s%s\">", form_own_prefix, field->key);
    html_escaped(out, view->language == FORM_ZH ? field->label_zh : field->label_en);
    text_printf(out, "%s</label><%s id=\"%s%s\" name=\"%s%s\"%s", field->required ? "" : w->optional,
                chosen ? "select" : "input", form_own_prefix, field->key, form_own_prefix, field->key, required);
    if (chosen) {
        text_putc(out, '>');
        put_options(out, w, field, answer);
        return;
    }
    text_printf(out, " maxlength=\"%d\"%s value=\"", ANSWER_MAX,
                field->type == FORM_FIELD__TYPE__NUMBER ? " inputmode=\"decimal\"" : "");
    html_escaped(out, answer);
    text_puts(out, "\">");
}

/* The answers to fields that are not known just now stay in the form. */
static void put_kept_answers(struct text *out, const struct urlencoded *sent)
{
    for (size_t i = 0; sent && i < sent->n; i++)
        if (strncmp(sent->fields[i].name, form_own_prefix, sizeof form_own_prefix - 1) == 0)
            html_hidden(out, sent->fields[i].name, sent->fields[i].value);
}

static void put_fields(struct text *out, const struct form_view *view)
{
    const struct words *w = &words[view->language];
    const Campaign *campaign = view->campaign;
    for (int i = 0; i < FORM_FIELDS; i++) {
        if (i == FORM_PRODUCT && campaign && campaign->product)
            continue;
        put_field(out, w, (enum form_field)i, view->values[i]);
        if (i == FORM_EMAIL)
            text_printf(out, "<p class=\"hint\" id=\"hint\">%s</p>", w->contact_hint);
    }
    for (size_t i = 0; campaign && i < campaign->n_fields; i++)
        put_own_field(out, view, campaign->fields[i]);
    if (!campaign)
        put_kept_answers(out, view->sent);
}

const char *form_consent(const Campaign *campaign)
{
    const char *own = campaign ? campaign->consent_text_version : NULL;
    return is_blank(own) ? form_consent_version : own;
}

/* The sentences of form.js; without it they are not read. */
static void put_begin(struct text *out, const struct words *w)
{
    text_printf(out, "<form method=\"post\" accept-charset=\"utf-8\" data-contact=\"%s\" data-consent=\"%s\" ",
                w->notices[FORM_NO_CONTACT], w->notices[FORM_NO_CONSENT]);
    text_printf(out, "data-missing=\"%s\" data-email=\"%s\" data-number=\"%s\" data-sending=\"%s\">", w->missing,
                w->bad_email, w->bad_number, w->sending);
}

static void put_script(struct text *out)
{
    text_printf(out, "<script src=\"%s\" defer></script>", form_script_path);
}

void form_page(struct text *out, const struct form_view *view)
{
    const struct words *w = &words[view->language];
    html_head(out, w->lang, w->title);
    text_printf(out, "<p>%s</p>", w->lead);
    if (view->notice)
        text_printf(out, "<p class=\"notice\" role=\"alert\">%s</p>", w->notices[view->notice]);
    put_begin(out, w);
    html_hidden(out, "key", view->key);
    html_hidden(out, "consent_text_version", form_consent(view->campaign));
    put_fields(out, view);
    text_printf(out, "<div class=\"trap\" aria-hidden=\"true\"><label for=\"%s\">%s</label>"
                     "<input id=\"%s\" name=\"%s\" tabindex=\"-1\" autocomplete=\"off\"></div>",
                form_trap, w->trap, form_trap, form_trap);
    text_printf(out, "<label class=\"consent\"><input type=\"checkbox\" name=\"consent\" value=\"yes\" required>"
                     "<span>%s</span></label><button>%s</button></form>",
                w->consent, w->send);
    put_script(out);
    html_end(out);
}

void form_message_page(struct text *out, enum form_language language, enum form_message message, const char *own)
{
    const struct words *w = &words[language];
    html_head(out, w->lang, w->titles[message]);
    text_puts(out, "<p role=\"status\">");
    html_escaped(out, is_blank(own) ? w->messages[message] : own);
    text_puts(out, "</p>");
    if (message == FORM_THANKS)
        put_script(out); /* forgets what was typed */
    html_end(out);
}
