-- Who waits is shown as whom he was merged into meanwhile.
-- bind: pair_state after_at after_id row_limit scope_of_reading
SELECT d.id, d.reason, d.state, d.found_at, d.closed_at, d.closed_by, a.id AS first_id, a.kind AS first_kind,
    a.name_masked AS first_name, a.owner_id AS first_owner, a.tier AS first_tier,
    coalesce(starts_with(a.owner_path, :scope_of_reading), false) AS first_in_scope, b.id AS second_id,
    b.kind AS second_kind, b.name_masked AS second_name, b.owner_id AS second_owner, b.tier AS second_tier,
    coalesce(starts_with(b.owner_path, :scope_of_reading), false) AS second_in_scope
FROM duplicate AS d
JOIN customer AS x ON x.id = d.first_id
JOIN customer AS y ON y.id = d.second_id
JOIN customer AS a ON a.id = CASE d.state WHEN 'OPEN' THEN coalesce(x.alias_of, x.id) ELSE x.id END
JOIN customer AS b ON b.id = CASE d.state WHEN 'OPEN' THEN coalesce(y.alias_of, y.id) ELSE y.id END
WHERE d.state = :pair_state::text AND a.id <> b.id
    AND (starts_with(a.owner_path, :scope) OR starts_with(b.owner_path, :scope))
    AND (:after_at::timestamptz IS NULL OR (d.found_at, d.id) > (:after_at::timestamptz, :after_id::uuid))
ORDER BY d.found_at, d.id
LIMIT :row_limit::bigint
