-- bind: domain
-- Whoever consumes this domain waits until the repair at hand is committed, and the other way round.
UPDATE cursor SET pos = pos WHERE domain = :domain::text
