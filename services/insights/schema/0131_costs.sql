-- What activities cost, of each version; that of the fact counts.
CREATE TABLE activity_cost (
    activity_id uuid NOT NULL,
    activity_version bigint NOT NULL,
    nth integer NOT NULL,
    kind text NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    PRIMARY KEY (activity_id, activity_version, nth)
);

-- A rebuild begins with it, too.
DO $$
BEGIN
    EXECUTE replace(pg_get_functiondef('rewind_projections'::regproc), 'activity_fact,', 'activity_fact, activity_cost,');
END $$;
