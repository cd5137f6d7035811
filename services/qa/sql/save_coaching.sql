-- bind: id version state done_at recheck_evaluation_id after_hundredths rechecked_at sealed
UPDATE coaching_item
SET version = version + 1,
    state = :state::text,
    done_at = :done_at::timestamptz,
    recheck_evaluation_id = :recheck_evaluation_id::uuid,
    after_hundredths = :after_hundredths::integer,
    rechecked_at = :rechecked_at::timestamptz,
    outcome = coalesce(:sealed::bytea, outcome)
WHERE id = :id::uuid AND version = :version::bigint
RETURNING version
