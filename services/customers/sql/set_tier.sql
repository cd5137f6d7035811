-- bind: tiered_id new_tier
UPDATE customer
SET tier = :new_tier::text, version = version + 1, updated_at = :now::timestamptz
WHERE id = :tiered_id::uuid AND NOT tier_by_hand AND state NOT IN ('MERGED', 'ERASED')
    AND tier IS DISTINCT FROM :new_tier::text
