/* SPDX-License-Identifier: Apache-2.0 */
#include "payment.h"

#include <ctype.h>
#include <string.h>

#include "schema/rule.h"

static const struct transition rows[] = {
    {"PLANNED", "come", "DUE", "its day has come"},
    {"PLANNED", "part", "PARTIAL", "a part of it came before its day"},
    {"PLANNED", "pay", "PAID", "all of it came before its day"},
    {"PLANNED", "cancel", "CANCELLED", "the contract ended before its day"},
    {"DUE", "part", "PARTIAL", "a part of it came"},
    {"DUE", "pay", "PAID", "all of it came"},
    {"DUE", "late", "OVERDUE", "its day is past"},
    {"DUE", "cancel", "CANCELLED", "the contract was taken back"},
    {"PARTIAL", "pay", "PAID", "the rest came"},
    {"PARTIAL", "late", "OVERDUE", "its day is past and a part is missing"},
    {"PARTIAL", "return", "DUE", "what had come went back"},
    {"PARTIAL", "cancel", "CANCELLED", "the contract was taken back"},
    {"OVERDUE", "pay", "PAID", "all of it came late"},
    {"OVERDUE", "cancel", "CANCELLED", "the contract was taken back"},
    {"PAID", "part", "PARTIAL", "a part of it went back"},
    {"PAID", "return", "DUE", "all of it went back"},
    {"PAID", "cancel", "CANCELLED", "it went back after the contract was ended"},
};

const struct lifecycle payment_lifecycle = {"payment", "PLANNED", rows, sizeof rows / sizeof *rows};

enum status payment_move(Payment *payment, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&payment_lifecycle, &payment__state__descriptor, payment->state, verb, &to, error));
    payment->state = (Payment__State)to;
    return STATUS_OK;
}

bool payment_is_open(const Payment *payment)
{
    return payment->state != PAYMENT__STATE__PAID && payment->state != PAYMENT__STATE__CANCELLED;
}

bool payment_is_reopened(const Payment *payment, int64_t moved_minor)
{
    return moved_minor < 0 && payment_is_open(payment) && payment->received_minor - moved_minor == payment->amount_minor;
}

bool plan_counts(Contract__State state)
{
    return state == CONTRACT__STATE__SIGNED || state == CONTRACT__STATE__EFFECTIVE ||
           state == CONTRACT__STATE__FULFILLED || state == CONTRACT__STATE__EXPIRED;
}

/* The verb by which it is in the state that what has come asks for; NULL: it stays. */
static const char *verb_of(const Payment *payment, bool counts)
{
    if (payment->state == PAYMENT__STATE__CANCELLED)
        return NULL;
    if (!counts && payment->received_minor < payment->amount_minor)
        return "cancel";
    if (payment->received_minor == payment->amount_minor)
        return payment->state == PAYMENT__STATE__PAID ? NULL : "pay";
    if (payment->state == PAYMENT__STATE__OVERDUE)
        return NULL;
    if (payment->received_minor > 0)
        return payment->state == PAYMENT__STATE__PARTIAL ? NULL : "part";
    return payment->state == PAYMENT__STATE__PARTIAL || payment->state == PAYMENT__STATE__PAID ? "return" : NULL;
}

static enum status move_money(Payment *payment, int64_t moved_minor, bool counts, struct error *error)
{
    payment->received_minor += moved_minor;
    const char *verb = moved_minor ? verb_of(payment, counts) : NULL;
    return verb ? payment_move(payment, verb, error) : STATUS_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static enum status book_in(Payment *const *payments, size_t n, int64_t left, int64_t *moved, bool *ret_is_open,
                           struct error *error)
{
    *ret_is_open = false;
    for (size_t i = 0; i < n && left > 0; i++) {
        if (!payment_is_open(payments[i]))
            continue;
        moved[i] = least(left, payments[i]->amount_minor - payments[i]->received_minor);
        left -= moved[i];
        TRY(move_money(payments[i], moved[i], true, error));
        *ret_is_open = payment_is_open(payments[i]);
    }
    return STATUS_OK;
}

static enum status book_out(Payment *const *payments, size_t n, int64_t left, bool counts, int64_t *moved,
                            struct error *error)
{
    for (size_t i = n; i-- > 0 && left > 0;) {
        moved[i] = -least(left, payments[i]->received_minor);
        left += moved[i];
        TRY(move_money(payments[i], moved[i], counts, error));
    }
    return STATUS_OK;
}

enum status receipt_book(Payment *const *payments, size_t n, const struct booking *booking, int64_t *moved_minor,
                         int64_t *ret_applied, Receipt__Outcome *ret_outcome, struct error *error)
{
    bool is_open = false;
    int64_t applied = 0, amount_minor = booking->amount_minor;
    int64_t spare = booking->surplus_minor > 0 ? booking->surplus_minor : 0;
    for (size_t i = 0; i < n; i++)
        moved_minor[i] = 0;
    if (amount_minor < 0)
        TRY(book_out(payments, n, -amount_minor - spare, booking->plan_counts, moved_minor, error));
    else
        TRY(book_in(payments, n, amount_minor, moved_minor, &is_open, error));
    for (size_t i = 0; i < n; i++)
        applied += moved_minor[i];
    *ret_applied = applied;
    *ret_outcome = amount_minor < 0         ? RECEIPT__OUTCOME__REFUND
                   : applied < amount_minor ? RECEIPT__OUTCOME__OVERPAID
                   : is_open                ? RECEIPT__OUTCOME__PARTIAL
                                            : RECEIPT__OUTCOME__MATCHED;
    return STATUS_OK;
}

/* Currencies of ISO 4217 with other than two decimals. */
static int decimals_of(const char *currency)
{
    static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
                      three[] = "BHD IQD JOD KWD LYD OMR TND";
    return strstr(none, currency) ? 0 : strstr(three, currency) ? 3 : 2;
}

/* Blanks, tabs and the signs of currencies before and after the figures. */
static const char *skip_signs(const char *p, bool *ret_negative)
{
    static const char *const signs[] = {"¥", "￥", "$", "€", "£", " ", "\t", "+"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs;) {
        size_t n = strlen(signs[i]);
        if (*p == '-' || strncmp(p, signs[i], n) == 0) {
            *ret_negative ^= *p == '-';
            p += *p == '-' ? 1 : n;
            i = 0;
        } else {
            i++;
        }
    }
    return p;
}

bool amount_read(const char *text, const char *currency, int64_t *ret_minor)
{
    bool negative = false, ignored = false;
    int digits = 0, places = -1, room = decimals_of(currency);
    int64_t minor = 0;
    const char *p = skip_signs(text, &negative);
    for (; isdigit((unsigned char)*p) || *p == ',' || (*p == '.' && places < 0); p++) {
        if (*p == '.')
            places = 0;
        if (!isdigit((unsigned char)*p))
            continue;
        if (++digits > 15 || (places >= 0 && ++places > room))
            return false;
        minor = minor * 10 + (*p - '0');
    }
    if (*skip_signs(p, &ignored) || ignored)
        return false;
    for (int i = places < 0 ? 0 : places; i < room; i++)
        minor *= 10;
    *ret_minor = negative ? -minor : minor;
    return true;
}

const char *contract_number_in(struct arena *arena, const char *text)
{
    static const char shape[] = "C-####-######";
    for (const char *p = text; *p; p++) {
        size_t i = 0;
        while (shape[i] && (shape[i] == '#' ? isdigit((unsigned char)p[i]) : p[i] == shape[i]))
            i++;
        bool begins_word = p == text || !isalnum((unsigned char)p[-1]);
        if (!shape[i] && begins_word && !isdigit((unsigned char)p[i]))
            return arena_printf(arena, "%.*s", (int)i, p);
    }
    return NULL;
}
