-- bind: domain epoch from_pos to_pos
-- Compare and set: whoever comes second finds no row and drops what it has read.
UPDATE cursor
SET pos = :to_pos::bigint, epoch = :epoch::text
WHERE domain = :domain::text AND pos = :from_pos::bigint AND (epoch = :epoch::text OR epoch = '')
