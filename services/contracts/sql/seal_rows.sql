-- What has changed since the last link, as an object of places and digests; null for what is gone.
-- bind: id
WITH present AS MATERIALIZED (
    SELECT place, digest FROM contract_row WHERE contract_id = :id::uuid
), changed AS (
    SELECT coalesce(jsonb_object_agg(coalesce(p.place, w.key), p.digest), '{}')::text AS rows
    FROM present p
    FULL JOIN (
        SELECT key, value FROM contract, jsonb_each_text(row_digests) WHERE id = :id::uuid
    ) w ON w.key = p.place
    WHERE p.digest IS DISTINCT FROM w.value
)
UPDATE contract
SET row_digests = (SELECT coalesce(jsonb_object_agg(place, digest), '{}') FROM present)
FROM changed
WHERE contract.id = :id::uuid
RETURNING chain_length, chain_head, changed.rows, encode(sha256(convert_to(changed.rows, 'UTF8')), 'hex') AS rows_hash
