-- into: ContactPermission
-- A grant does not lift a block.
-- bind: point_id medium purpose state legal_basis proof_ref text_version valid_from valid_until
WITH changed AS (
    INSERT INTO contact_permission AS p (contact_point_id, medium, purpose, state, legal_basis, proof_ref, text_version,
        valid_from, valid_until, channel, changed_at, changed_by)
    VALUES (:point_id::uuid, :medium, :purpose, :state, :legal_basis, :proof_ref, :text_version,
        :valid_from::timestamptz,
        :valid_until::timestamptz, :channel, :now::timestamptz, :actor)
    ON CONFLICT (contact_point_id, medium, purpose) DO UPDATE
    SET state = excluded.state, legal_basis = excluded.legal_basis, proof_ref = excluded.proof_ref,
        text_version = excluded.text_version, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
        channel = excluded.channel, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    WHERE p.state <> 'BLOCKED' OR excluded.state <> 'GRANTED'
    RETURNING *
), logged AS (
    INSERT INTO contact_permission_log SELECT * FROM changed
)
SELECT contact_point_id, medium, purpose, state, legal_basis, proof_ref, text_version, valid_from, valid_until, channel,
    changed_at
FROM changed
