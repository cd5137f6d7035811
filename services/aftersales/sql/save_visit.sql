-- bind: id version state done_at done_by channel need problem suggestion audience opportunity_id case_id end_reason
UPDATE return_visit
SET version = version + 1,
    state = :state::text,
    done_at = :done_at::timestamptz,
    done_by = :done_by::text,
    channel = :channel::text,
    need = :need::text,
    problem = :problem::text,
    suggestion = :suggestion::text,
    audience = :audience::text,
    opportunity_id = :opportunity_id::uuid,
    case_id = :case_id::uuid,
    end_reason = :end_reason::text
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
