ALTER TABLE lead
    ADD COLUMN remark text,
    ADD COLUMN remark_cares integer NOT NULL DEFAULT 0;

-- As it is, and one column more, which replicas of the version before find in their rows.
DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW lead_row AS '
        || regexp_replace(pg_get_viewdef('lead_row'::regclass), '\s+FROM ', ', remark FROM ');
END $$;
