-- bind: id cause score grade rule_version reason_rules reason_points reason_sentences
INSERT INTO assessment (lead_id, seq, assessed_at, cause, score, grade, rule_version, rules, points, sentences)
SELECT :id::uuid, coalesce(max(seq), 0) + 1, :now::timestamptz, :cause::text, :score::integer, :grade::text,
    :rule_version::integer,
    :reason_rules::text[], :reason_points::text[]::integer[], :reason_sentences::text[]
FROM assessment
WHERE lead_id = :id::uuid
