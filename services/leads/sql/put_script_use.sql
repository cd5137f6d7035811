-- bind: script_id call_id lead_id agent_id disposition contact overcame
WITH used AS (
    INSERT INTO script_use (script_id, call_id, lead_id, agent_id, used_at, contact, disposition, overcame)
    VALUES (:script_id::uuid, :call_id::uuid, :lead_id::uuid, :agent_id::text, :now::timestamptz, :contact::boolean,
        :disposition::text, :overcame::boolean)
    ON CONFLICT (script_id, call_id) WHERE call_id IS NOT NULL DO UPDATE
    SET contact = script_use.contact OR excluded.contact, lead_id = coalesce(script_use.lead_id, excluded.lead_id),
        disposition = coalesce(excluded.disposition, script_use.disposition),
        overcame = coalesce(excluded.overcame, script_use.overcame)
    RETURNING (xmax = 0) AS added
), counted AS (
    UPDATE script
    SET uses = uses + 1
    WHERE id = :script_id::uuid AND (SELECT added FROM used)
)
SELECT added
FROM used
