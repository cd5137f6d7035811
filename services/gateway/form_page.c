/* SPDX-License-Identifier: Apache-2.0 */
#include "form_page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html.h"

const char form_consent_version[] = "web-2026-1";
const char form_trap[] = "website";

const struct form_field_rule form_fields[FORM_FIELDS] = {
    [FORM_NAME] = {"name", "name", 120},     [FORM_PHONE] = {"phone", "tel", 40},
    [FORM_EMAIL] = {"email", "email", 254},  [FORM_COMPANY] = {"company", "organization", 200},
    [FORM_PRODUCT] = {"product", "off", 100}, [FORM_NEED] = {"need", "off", 2000},
};

struct words {
    const char *lang, *title, *lead, *labels[FORM_FIELDS], *contact_hint, *consent, *send, *trap,
        *notices[FORM_TRY_AGAIN + 1];
    const char *thanks, *thanks_more;
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
                     "We could not take this just now. Please send it again in a moment; your answers are still here."},
         .thanks = "Thank you",
         .thanks_more = "We have your request and will be in touch soon."},
    [FORM_ZH] = {.lang = "zh-CN",
                 .title = "在线咨询",
                 .lead = "请告诉我们您的需求,我们会尽快与您联系。",
                 .labels = {"姓名", "电话", "电子邮箱", "公司(选填)", "产品(选填)", "您的需求(选填)"},
                 .contact_hint = "电话和电子邮箱填写一项即可。",
                 .consent = "我同意贵公司保存以上信息,用于答复我的咨询。我可以随时撤回同意。",
                 .send = "提交",
                 .trap = "请勿填写",
                 .notices = {"", "请填写电话或电子邮箱。", "请勾选同意:未经您同意,我们不能保存您的信息。",
                             "有一项内容过长,请缩短。", "未能接受您的内容,请检查后重新提交。",
                             "暂时无法提交,请稍后再次提交,您填写的内容仍然保留。"},
                 .thanks = "谢谢您",
                 .thanks_more = "我们已收到您的咨询,会尽快与您联系。"},
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

void form_page(struct text *out, const struct form_view *view)
{
    const struct words *w = &words[view->language];
    html_head(out, w->lang, w->title);
    text_printf(out, "<p>%s</p>", w->lead);
    if (view->notice)
        text_printf(out, "<p class=\"notice\" role=\"alert\">%s</p>", w->notices[view->notice]);
    text_puts(out, "<form method=\"post\" accept-charset=\"utf-8\">");
    html_hidden(out, "key", view->key);
    html_hidden(out, "consent_text_version", form_consent_version);
    for (int i = 0; i < FORM_FIELDS; i++) {
        put_field(out, w, (enum form_field)i, view->values[i]);
        if (i == FORM_EMAIL)
            text_printf(out, "<p class=\"hint\" id=\"hint\">%s</p>", w->contact_hint);
    }
    text_printf(out, "<div class=\"trap\" aria-hidden=\"true\"><label for=\"%s\">%s</label>"
                     "<input id=\"%s\" name=\"%s\" tabindex=\"-1\" autocomplete=\"off\"></div>",
                form_trap, w->trap, form_trap, form_trap);
    text_printf(out, "<label class=\"consent\"><input type=\"checkbox\" name=\"consent\" value=\"yes\" required>"
                     "<span>%s</span></label><button>%s</button></form>",
                w->consent, w->send);
    html_end(out);
}

void form_thanks_page(struct text *out, enum form_language language)
{
    const struct words *w = &words[language];
    html_head(out, w->lang, w->thanks);
    text_printf(out, "<p role=\"status\">%s</p>", w->thanks_more);
    html_end(out);
}
