-- An event costs two index entries less: what is looked for by hand now and then is found by summaries of the log's pages.
-- Ids of events rise with time, so the least and the most of some pages tell; those of requests need not.
DROP INDEX event_id_idx, event_correlation_id_pos_idx;
CREATE INDEX ON event USING brin (id) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX ON event USING brin (correlation_id uuid_bloom_ops) WITH (pages_per_range = 32, autosummarize = on);

-- A row that names nobody has no alias: the trigger does not even begin.
CREATE FUNCTION alias_trigger(bearer text, bears text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER alias BEFORE INSERT OR UPDATE OF %2$I ON %1$I FOR EACH ROW
        WHEN (NEW.%2$I IS NOT NULL OR NEW.recorded_as IS NOT NULL) EXECUTE FUNCTION %3$I()',
        bearer, bears, 'alias_of_' || bearer);
END $$;
SELECT alias_trigger(bearer, bears) FROM alias_bearer;

-- Follow the column `bears` of table `bearer`, a uuid or its text.
CREATE OR REPLACE FUNCTION alias_bearer(bearer text, bears text, refs text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    type text := (SELECT format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = bearer::regclass AND attname = bears);
    of_row text := coalesce((SELECT string_agg(format('NEW.%I::uuid', ref), ', ') FROM unnest(refs) AS ref), 'NULL');
BEGIN
    INSERT INTO alias_bearer VALUES (bearer, bears, type, refs);
    EXECUTE format('ALTER TABLE %I ADD COLUMN recorded_as %s', bearer, type);
    EXECUTE format('CREATE INDEX ON %I (recorded_as) WHERE recorded_as IS NOT NULL', bearer);
    EXECUTE format($f$
        CREATE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS $t$
        DECLARE
            other uuid;
        BEGIN
            SELECT to_id INTO other FROM alias_ref WHERE from_id = NEW.%2$I::uuid AND ref_id IN (%3$s) LIMIT 1;
            NEW.%2$I := coalesce(other::text, NEW.%2$I::text);
            SELECT head_id INTO other FROM alias WHERE id = NEW.%2$I::uuid;
            IF other IS NOT NULL THEN
                NEW.recorded_as := NEW.%2$I;
                NEW.%2$I := other;
            ELSIF NOT EXISTS (SELECT FROM alias WHERE id = NEW.recorded_as::uuid AND head_id = NEW.%2$I::uuid) THEN
                NEW.recorded_as := NULL;
            END IF;
            RETURN NEW;
        END $t$ $f$, 'alias_of_' || bearer, bears, of_row);
    PERFORM alias_trigger(bearer, bears);
END $$;
