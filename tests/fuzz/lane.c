/* SPDX-License-Identifier: Apache-2.0
 * What Redis answers to one who reads lanes and the registry, be it who says it is Redis: the first byte chooses, the
 * rest is the reply as it comes over the connection.
 */
#include "fuzz.h"

#include "queue/connection.h"
#include "queue/lane.h"
#include "queue/registry.h"

/* The connection's, for a Redis whose next reply is at hand. */
struct queue {
    redisReply *reply;
    char bell[BELL_TEXT];
};

bool queue_put(struct queue *queue, const struct words *words)
{
    (void)words;
    return queue->reply != NULL;
}

redisReply *queue_take(struct queue *queue)
{
    redisReply *reply = queue->reply;
    queue->reply = NULL;
    return reply;
}

void queue_spoilt(struct queue *queue, const char *why)
{
    (void)queue, (void)why;
}

void queue_wait(struct queue *queue, int64_t ms)
{
    (void)queue, (void)ms;
}

const char *queue_deployment(const struct queue *queue)
{
    (void)queue;
    return "d";
}

char *queue_bell(struct queue *queue)
{
    return queue->bell;
}

void queue_count(enum queue_figure figure, uint64_t n)
{
    (void)figure, (void)n;
}

bool queue_is_up(const struct queue *queue)
{
    return queue != NULL;
}

void queue_close(struct queue *queue)
{
    (void)queue;
}

static redisReply *reply_of(const struct input *input)
{
    redisReader *reader = redisReaderCreate();
    void *reply = NULL;
    redisReaderFeed(reader, (const char *)input->at, input->n);
    if (redisReaderGetReply(reader, &reply) != REDIS_OK)
        reply = NULL;
    redisReaderFree(reader);
    return reply;
}

static void read_lane(struct queue *queue, struct arena *arena)
{
    struct lane_point point = {.domain = "leads", .epoch = "1", .pos = 7};
    bool rung;
    if (!lane_read(queue, &point, 1, "leads", 100, arena, &rung))
        return;
    for (size_t i = 0; i < point.n; i++) {
        claim(point.entries[i].type, "an entry has a type or begins the lane");
        claim(!point.entries[i].type[0] || point.entries[i].event, "an entry with a type has an event");
    }
}

static void add_to_lane(struct queue *queue)
{
    struct lane_entry entry = {.pos = 8, .prev = 7, .type = "lead.captured", .event = "x", .size = 1};
    uint64_t top;
    (void)lane_add(queue, "leads", "1", &entry, 1);
    (void)lane_top(queue, "leads", "1", &top);
}

static void read_registry(struct queue *queue, struct arena *arena)
{
    struct registry *registry = registry_open(queue, NULL);
    struct instance *instances;
    size_t n = registry_list(registry, "leads", 0, arena, &instances, NULL);
    for (size_t i = 0; i < n; i++)
        claim(instances[i].id[0] && instances[i].endpoints[0], "an instance has a name and an address");
    registry_close(registry);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    uint8_t choice = input_byte(&input) % 4;
    struct queue queue = {.reply = reply_of(&input)};
    uint64_t top;
    if (choice == 0)
        read_lane(&queue, arena);
    else if (choice == 1)
        add_to_lane(&queue);
    else if (choice == 2)
        (void)lane_top(&queue, "leads", "1", &top);
    else
        read_registry(&queue, arena);
    if (queue.reply)
        freeReplyObject(queue.reply);
    arena_free(arena);
    return 0;
}
