/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/client_own.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"

enum { STEADY_MS = 5000, BUSY_RETRY_MS = 100 };

static const uint64_t TIME_MOST_US = 253402300799000000; /* the end of the year 9999 */

/* The only place where a call ends. */
static void finish(struct client *client, struct flight *flight, struct answer *answer)
{
    timers_drop(&client->timers, &flight->timer);
    if (answer->error.status != STATUS_OK && answer->error.executed == EXECUTED_NO && flight->uncertain)
        answer->error.executed = EXECUTED_UNCERTAIN;
    flight->done(flight->context, answer);
    flight_free(flight);
}

static void end_with(struct client *client, struct flight *flight, enum status status, enum executed executed,
                     const char *reason, const char *sentence)
{
    struct error error;
    fail_with(&error, status, "%s: %s", flight->target->name, sentence);
    error.executed = executed;
    error.retry_after_ms = executed == EXECUTED_NO ? BUSY_RETRY_MS : 0;
    snprintf(error.reason, sizeof error.reason, "%s", reason);
    finish(client, flight, answer_new(&error));
}

static bool is_ready(const struct target *target)
{
    const struct endpoint *endpoint = target->endpoints;
    while (endpoint && !endpoint_is_ready(endpoint))
        endpoint = endpoint->next;
    return endpoint;
}

static void put_in_line(struct client *client, struct flight *flight, int64_t now_ms)
{
    struct target *target = flight->target;
    if (target->n_waiting >= WAITING_MAX) {
        enum status status = is_ready(target) ? STATUS_RESOURCE_EXHAUSTED : STATUS_UNAVAILABLE;
        end_with(client, flight, status, EXECUTED_NO, "TOO_MANY_WAIT", target_excuse(target));
        return;
    }
    timers_set(&client->timers, &flight->timer, flight->deadline_ms);
    target_wait(target, flight, false);
    target_pump(client, target, now_ms);
}

static bool send_to(struct endpoint *endpoint, struct flight *flight, int64_t now_ms)
{
    int64_t left_ms = flight->deadline_ms - now_ms;
    endpoint->touched = true;
    flight->place = window_take(&endpoint->window, flight->id, flight, flight->deadline_ms);
    if (!flight_send(flight, endpoint->socket, left_ms > 0 ? (uint32_t)left_ms : 0)) {
        window_cancel(&endpoint->window, flight->place);
        return false;
    }
    flight->endpoint = endpoint;
    flight->state = FLIGHT_SENT;
    return true;
}

/* Now and to this one, or not at all. */
static void begin_at_instance(struct client *client, struct flight *flight, int64_t now_ms)
{
    struct endpoint *endpoint = target_instance(flight->target, flight->instance);
    timers_set(&client->timers, &flight->timer, flight->deadline_ms);
    if (!endpoint || !send_to(endpoint, flight, now_ms))
        end_with(client, flight, STATUS_UNAVAILABLE, EXECUTED_NO, "", "this instance does not answer");
}

void flight_begin(struct client *client, struct flight *flight, int64_t now_ms)
{
    if (flight->failed) {
        finish(client, flight, answer_new(flight->failed));
        return;
    }
    if (flight->instance) {
        begin_at_instance(client, flight, now_ms);
        return;
    }
    budget_earn(&flight->target->budget);
    put_in_line(client, flight, now_ms);
}

void target_pump(struct client *client, struct target *target, int64_t now_ms)
{
    while (!TAILQ_EMPTY(&target->waiting)) {
        struct endpoint *endpoint = target_choose(target, client_random(client));
        if (!endpoint)
            return;
        struct flight *flight = TAILQ_FIRST(&target->waiting);
        target_unwait(target, flight);
        if (!send_to(endpoint, flight, now_ms)) {
            target_wait(target, flight, true);
            endpoint->answered = false; /* its connection is ending: until a ping or the monitor says more */
            return;
        }
    }
}

/* Puts off a failed call for another attempt, or says that there is none. */
static bool try_again(struct client *client, struct flight *flight, const struct error *error, int64_t now_ms)
{
    struct attempt attempt = {flight->retries, flight->query, flight->keyed, now_ms, flight->deadline_ms};
    int64_t at_ms = retry_at_ms(&attempt, error, (uint32_t)client_random(client));
    if (at_ms < 0 || flight->instance || !budget_spend(&flight->target->budget, now_ms))
        return false;
    if (error->executed != EXECUTED_NO)
        flight->uncertain = true;
    flight->endpoint = NULL;
    flight->retries++;
    flight->state = FLIGHT_PAUSED;
    timers_set(&client->timers, &flight->timer, at_ms);
    return true;
}

void flight_due(struct client *client, struct flight *flight, int64_t now_ms)
{
    struct target *target = flight->target;
    if (flight->state == FLIGHT_PAUSED && now_ms < flight->deadline_ms) {
        put_in_line(client, flight, now_ms);
        return;
    }
    if (flight->state == FLIGHT_SENT) {
        window_give_up(&flight->endpoint->window, flight->place);
        end_with(client, flight, STATUS_DEADLINE_EXCEEDED, EXECUTED_UNCERTAIN, "", "no reply in time");
        return;
    }
    if (flight->state == FLIGHT_WAITING)
        target_unwait(target, flight);
    if (is_ready(target))
        end_with(client, flight, STATUS_DEADLINE_EXCEEDED, EXECUTED_NO, "BUSY", target_excuse(target));
    else
        end_with(client, flight, STATUS_UNAVAILABLE, EXECUTED_NO, "NO_INSTANCE", target_excuse(target));
}

static void take_reply(struct client *client, struct endpoint *endpoint, Header *header, zmq_msg_t *body,
                       int64_t now_ms)
{
    void *call = NULL;
    if (header->has_id && header->id.len == ID_SIZE)
        window_leave(&endpoint->window, header->id.data, &call);
    if (!call)
        return;
    struct flight *flight = call;
    struct answer *answer = answer_of_reply(client->spare, header, zmq_msg_data(body), zmq_msg_size(body));
    client->spare = arena_new();
    if (answer->error.status != STATUS_OK && try_again(client, flight, &answer->error, now_ms))
        answer_free(answer);
    else
        finish(client, flight, answer);
}

static void take_pong(const struct client *client, const struct endpoint *endpoint, const Header *pong)
{
    if (client->settings.follow_time && pong->has_time_us && pong->time_us < TIME_MOST_US)
        clock_follow(endpoint->pinged_us, clock_mono_us(), (int64_t)pong->time_us);
    target_publish(endpoint->target);
}

void endpoint_read(struct client *client, struct endpoint *endpoint, uint32_t most, int64_t now_ms)
{
    Header *header;
    zmq_msg_t body;
    while (most-- && endpoint_take(endpoint, client->spare, &header, &body)) {
        if (header && header->kind == KIND__REPLY)
            take_reply(client, endpoint, header, &body, now_ms);
        else if (header && header->kind == KIND__PONG)
            take_pong(client, endpoint, header);
        zmq_msg_close(&body);
        if (arena_used(client->spare))
            arena_reset(client->spare);
    }
    if (most == UINT32_MAX) /* taken down from 0: stopped by the limit */
        endpoint->touched = true;
    target_pump(client, endpoint->target, now_ms);
}

static void lose(struct client *client, struct flight *flight, int64_t now_ms)
{
    struct error error;
    fail_with(&error, STATUS_UNAVAILABLE, "%s: the connection was lost before the reply", flight->target->name);
    error.executed = EXECUTED_UNCERTAIN;
    snprintf(error.reason, sizeof error.reason, "CONNECTION_LOST");
    if (!try_again(client, flight, &error, now_ms))
        finish(client, flight, answer_new(&error));
}

void endpoint_eject(struct client *client, struct endpoint *endpoint, const char *why, int64_t now_ms)
{
    endpoint->answered = false; /* no new calls while the last replies are read */
    endpoint_read(client, endpoint, UINT32_MAX, now_ms);
    enum log_level level = endpoint->not_ready[0] && !endpoint->window.taken ? LOG_INFO : LOG_WARN; /* it said so */
    log_line(level, "msg=\"endpoint lost\" service=%s why=\"%s\" in_flight=%u", endpoint->target->name, why,
             endpoint->window.taken);
    endpoint_close(endpoint);
    if (now_ms - endpoint->up_ms > STEADY_MS)
        endpoint->back_off_ms = 0;
    endpoint->back_off_ms = back_off_ms(endpoint->back_off_ms);
    endpoint->retry_ms = now_ms + jitter_ms(endpoint->back_off_ms, (uint32_t)client_random(client));
    for (struct flight *flight; (flight = window_pop(&endpoint->window));)
        lose(client, flight, now_ms);
    target_publish(endpoint->target);
}

void flights_abandon(struct client *client)
{
    for (struct timer *timer; (timer = timers_first(&client->timers));) {
        struct flight *flight = (struct flight *)((char *)timer - offsetof(struct flight, timer));
        enum executed executed = flight->state == FLIGHT_SENT ? EXECUTED_UNCERTAIN : EXECUTED_NO;
        end_with(client, flight, STATUS_UNAVAILABLE, executed, "ENDING", "the caller is ending");
    }
}
