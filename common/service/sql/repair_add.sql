-- bind: repair_id action state domain agg_id letter_id type pos owner_path reason replayed
INSERT INTO repair (id, action, state, domain, agg_id, letter_id, type, pos, owner_path, reason, actor, replayed,
                    requested_at, ended_at)
VALUES (:repair_id::uuid, :action::text, :state::text, :domain::text, :agg_id::uuid, :letter_id::uuid, :type::text,
        :pos::bigint, :owner_path::text, :reason::text, :actor::text, :replayed::integer, :now::timestamptz,
        CASE WHEN :state::text <> 'WAITING' THEN :now::timestamptz END)
ON CONFLICT (domain, agg_id) WHERE state = 'WAITING' DO NOTHING
