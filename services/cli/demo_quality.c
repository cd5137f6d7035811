/* SPDX-License-Identifier: Apache-2.0
 * The call that began it all is recorded, drawn into a sample, scored, appealed and revised.
 */
#include <sodium.h>
#include <string.h>

#include "demo_story.h"

static const char quality[] = "quality", card[] = "demo";

enum { RATE = 8000, HEAD = 44, WAV = HEAD + RATE }; /* a second, mono, 8 bit */

static void put(uint8_t *to, uint32_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        to[i] = (uint8_t)(number >> (8 * i));
}

/* A tone, as a file. */
static void make_wav(uint8_t ret_wav[WAV])
{
    static const uint8_t head[HEAD] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0";

    memcpy(ret_wav, head, HEAD);
    put(ret_wav + 4, WAV - 8, 4);
    put(ret_wav + 24, RATE, 4);
    put(ret_wav + 28, RATE, 4);
    put(ret_wav + 32, 1, 2);
    put(ret_wav + 34, 8, 2);
    memcpy(ret_wav + 36, "data", 4);
    put(ret_wav + 40, RATE, 4);
    for (size_t i = 0; i < RATE; i++)
        ret_wav[HEAD + i] = (uint8_t)(i / 9 % 2 ? 168 : 88);
}

static json_t *record(struct story *story)
{
    static uint8_t wav[WAV];
    static char text[sodium_base64_ENCODED_LEN(WAV, sodium_base64_VARIANT_ORIGINAL)];
    uint8_t digest[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof(digest) + 1];
    json_t *begin, *reply;

    make_wav(wav);
    crypto_hash_sha256(digest, wav, sizeof(wav));
    sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
    sodium_bin2base64(text, sizeof(text), wav, sizeof(wav), sodium_base64_VARIANT_ORIGINAL);
    begin = json_pack("{s:s, s:s, s:i, s:s, s:i}", "callId", story->call_id, "codec", "wav", "size", (int)WAV, "sha256", hex,
                      "durationMs", 1000);
    stage_refuse(story->stage, story->other, "qa.BeginRecording", json_incref(begin), STATUS_NOT_FOUND, NULL,
                 "brings a recording of a colleague's call");
    stage_call(story->stage, story->owner, "qa.BeginRecording", begin);
    stage_call(story->stage, story->owner, "qa.AppendRecordingPart",
               json_pack("{s:s, s:i, s:s}", "callId", story->call_id, "offset", 0, "data", text));
    reply = stage_call(story->stage, story->owner, "qa.FinishRecording", json_pack("{s:s}", "callId", story->call_id));
    stage_tell(story->stage, "Its recording is %s and sealed, SHA-256 %.12s...", text_at(reply, "recording.state"), hex);
    return at(reply, "recording");
}

static json_t *criterion(const char *code, const char *dimension, int weight, int scale)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:i}", "code", code, "name", code, "dimension", dimension, "weight", weight,
                     "scale", scale);
}

static void publish_card(struct story *story)
{
    json_t *draft = json_pack("{s:s, s:s, s:[o, o, o, o]}", "code", card, "name", "Telesales", "criteria",
                              criterion("language", "LANGUAGE", 40, 5), criterion("audio", "AUDIO_QUALITY", 20, 4),
                              criterion("duration", "DURATION", 10, 2), criterion("objections", "OWN", 30, 5));
    json_t *reply;

    stage_refuse(story->stage, "manager", "qa.DraftScorecard", json_incref(draft), STATUS_PERMISSION_DENIED, NULL,
                 "writes the scorecard for his own people");
    reply = stage_call(story->stage, quality, "qa.DraftScorecard", draft);
    stage_call(story->stage, quality, "qa.PublishScorecard",
               json_pack("{s:s, s:I}", "code", card, "version", (json_int_t)number_at(reply, "scorecard.version")));
}

/* The evaluation of the call: it is the only one that its agent answered in that second. */
static const char *draw(struct story *story, const json_t *recording)
{
    json_t *reply = stage_call(story->stage, quality, "qa.PutSamplingPlan",
                               json_pack("{s:s, s:[s], s:i, s:s, s:s}", "name", "The demo's call", "agentIds",
                                         story->owner_id, "minPerAgent", 1, "seed", story->call_id, "scorecardCode", card));
    const char *evaluation_id;

    reply = stage_call(story->stage, quality, "qa.DrawSample",
                       json_pack("{s:s, s:s, s:s}", "planId", text_at(reply, "plan.id"), "answeredFrom",
                                 text_at(recording, "answeredAt"), "answeredUntil", text_at(recording, "endedAt")));
    stage_expect(story->stage, strcmp(text_at(reply, "members.0.callId"), story->call_id) == 0,
                 "the sample should hold the call");
    evaluation_id = text_at(reply, "members.0.evaluationId");
    stage_tell(story->stage, "A sample of %lld of %lld calls, drawn by seed and for %s's scorecard, version %lld.",
               number_at(reply, "draw.picked"), number_at(reply, "draw.population"), quality,
               number_at(reply, "draw.scorecardVersion"));
    reply = stage_call(story->stage, quality, "qa.VerifySampleDraw", json_pack("{s:s}", "id", text_at(reply, "draw.id")));
    stage_expect(story->stage, json_is_true(at(reply, "same")), "the same seed should draw the same sample");
    return evaluation_id;
}

static json_t *answers(const char *evaluation_id, int language, int objections)
{
    return json_pack("{s:s, s:[{s:s, s:i}, {s:s, s:i}, {s:s, s:i}, {s:s, s:i}]}", "id", evaluation_id, "answers",
                     "criterion", "language", "points", language, "criterion", "audio", "points", 4, "criterion",
                     "duration", "points", 2, "criterion", "objections", "points", objections);
}

static void judge(struct story *story, const char *evaluation_id)
{
    json_t *start = json_pack("{s:s}", "id", evaluation_id), *reply;

    stage_refuse(story->stage, story->owner, "qa.StartEvaluation", json_incref(start), STATUS_PERMISSION_DENIED, NULL,
                 "would like to score his own call");
    stage_call(story->stage, quality, "qa.StartEvaluation", start);
    reply = stage_call(story->stage, quality, "qa.SubmitEvaluation", answers(evaluation_id, 4, 0));
    stage_expect(story->stage, number_at(reply, "evaluation.scoreHundredths") == 6200, "the score should be 62.00, but is %lld/100",
                 number_at(reply, "evaluation.scoreHundredths"));
    stage_tell(story->stage, "%s scores it: %lld.%02lld of 100.", quality,
               number_at(reply, "evaluation.scoreHundredths") / 100, number_at(reply, "evaluation.scoreHundredths") % 100);
}

static void appeal(struct story *story, const char *evaluation_id)
{
    json_t *revision = answers(evaluation_id, 4, 5), *reply;

    stage_call(story->stage, story->owner, "qa.AppealEvaluation",
               json_pack("{s:s, s:s}", "id", evaluation_id, "reason", "There was no objection to answer."));
    json_object_set_new(revision, "remark", json_string("Heard again: there was none."));
    stage_refuse(story->stage, quality, "qa.ReviseEvaluation", json_incref(revision), STATUS_PERMISSION_DENIED, NULL,
                 "decides the appeal against the own judgement");
    reply = stage_call(story->stage, "manager", "qa.ReviseEvaluation", revision);
    stage_expect(story->stage, number_at(reply, "evaluation.scoreHundredths") == 9200, "the revised score should be 92.00");
    stage_tell(story->stage, "%s appeals, a second person listens again: %s, %lld.%02lld; the first score stays beside it.",
               story->owner, text_at(reply, "evaluation.state"), number_at(reply, "evaluation.scoreHundredths") / 100,
               number_at(reply, "evaluation.scoreHundredths") % 100);
}

void story_judge(struct story *story)
{
    json_t *recording;
    const char *evaluation_id;

    stage_step(story->stage, "The call is recorded, and falls into a sample.");
    recording = record(story);
    publish_card(story);
    evaluation_id = draw(story, recording);
    judge(story, evaluation_id);
    appeal(story, evaluation_id);
}
