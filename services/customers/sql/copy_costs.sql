-- bind: id version before_version
INSERT INTO activity_cost (activity_id, activity_version, nth, kind, amount_minor, currency)
SELECT activity_id, :version::integer, nth, kind, amount_minor, currency
FROM activity_cost
WHERE activity_id = :id::uuid AND activity_version = :before_version::integer
