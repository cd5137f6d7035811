-- What agents can do and when they work; what assignment rules ask of them.

ALTER TABLE agent
    ADD COLUMN skills text[] NOT NULL DEFAULT '{}',
    ADD COLUMN territories text[] NOT NULL DEFAULT '{}',
    ADD COLUMN tiers text[] NOT NULL DEFAULT '{}',
    ADD COLUMN shift_from time,
    ADD COLUMN shift_until time,
    ADD COLUMN shift_days integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN shift_zone text NOT NULL DEFAULT 'UTC';

ALTER TABLE assignment_rule
    ADD COLUMN matches text[] NOT NULL DEFAULT '{}';

-- A shift over midnight belongs to the day on which it begins.
CREATE FUNCTION agent_on_shift(shift_from time, shift_until time, shift_days integer[], shift_zone text, at timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN shift_from IS NULL THEN cardinality(shift_days) = 0 OR l.today = ANY (shift_days)
        WHEN shift_from < shift_until THEN l.clock >= shift_from AND l.clock < shift_until
            AND (cardinality(shift_days) = 0 OR l.today = ANY (shift_days))
        WHEN l.clock >= shift_from THEN cardinality(shift_days) = 0 OR l.today = ANY (shift_days)
        WHEN l.clock < shift_until THEN cardinality(shift_days) = 0 OR (l.today + 5) % 7 + 1 = ANY (shift_days)
        ELSE false END
    FROM (SELECT (at AT TIME ZONE shift_zone)::time AS clock,
        extract(isodow FROM at AT TIME ZONE shift_zone)::integer AS today) AS l
$$;
