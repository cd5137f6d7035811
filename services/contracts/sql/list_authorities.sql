-- bind: after_at after_id row_limit today
-- into: Authority
SELECT
    id, party, holder_id, may_sign, may_seal, currency, limit_minor, valid_from::text AS valid_from,
    valid_until::text AS valid_until, proof_ref, registered_by, registered_at, withdrawn_at, withdrawn_by, withdraw_reason
FROM authority
WHERE CASE WHEN (:party::text IS NULL OR party = :party::text)
      AND (:holder_id::uuid IS NULL OR holder_id = :holder_id::uuid)
      AND (:standing::boolean IS NOT TRUE OR (
          withdrawn_at IS NULL AND valid_from <= :today::date AND (valid_until IS NULL OR valid_until >= :today::date))) THEN true ELSE false END
  AND (registered_at, id) < (coalesce(:after_at::timestamptz, 'infinity'),
      coalesce(:after_id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY registered_at DESC, id DESC
LIMIT :row_limit::bigint
