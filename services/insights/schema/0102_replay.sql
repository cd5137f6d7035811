-- Replay: how far each domain had been taken in when the projections were dropped.
CREATE TABLE replay (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    started_at timestamptz NOT NULL,
    finished_at timestamptz
);
CREATE TABLE replay_domain (
    domain text PRIMARY KEY,
    until_pos bigint NOT NULL,
    reached_at timestamptz
);

-- The cursors' rows first: a consumer holds its row before it writes facts, and finds it moved when it comes second.
CREATE FUNCTION rewind_projections(at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM cursor ORDER BY domain FOR UPDATE;
    INSERT INTO replay_domain AS r (domain, until_pos)
    SELECT domain, pos FROM cursor
    ON CONFLICT (domain) DO UPDATE SET until_pos = greatest(r.until_pos, excluded.until_pos), reached_at = NULL;
    INSERT INTO replay (started_at) VALUES (at)
    ON CONFLICT (one) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL;
    TRUNCATE person, person_place, team, presence, call_fact, activity_fact, lead_fact, opportunity_fact, forecast_fact,
        deal_fact, deal_credit, case_fact, survey_fact, evaluation_fact, recording_fact;
    -- What could not be acted on is tried again like everything else.
    DELETE FROM dead_letter WHERE domain IN (SELECT domain FROM cursor);
    DELETE FROM attempt WHERE domain IN (SELECT domain FROM cursor);
    UPDATE cursor SET pos = 0;
END $$;
