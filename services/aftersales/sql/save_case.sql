-- bind: id version state handler_id finding proposal feedback satisfied reason root_cause escalations reopenings
-- bind: resolved_at closed_at waiting_since waiting_from
UPDATE case_file
SET version = version + 1,
    state = :state::text,
    handler_id = :handler_id::text,
    finding = :finding::text,
    proposal = :proposal::text,
    feedback = :feedback::text,
    satisfied = :satisfied::boolean,
    reason = :reason::text,
    root_cause = :root_cause::text,
    escalations = :escalations::integer,
    reopenings = :reopenings::integer,
    resolved_at = :resolved_at::timestamptz,
    closed_at = :closed_at::timestamptz,
    waiting_since = :waiting_since::timestamptz,
    waiting_from = :waiting_from::text
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
