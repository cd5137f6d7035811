-- Rows that bear the id of a thing whose home is another service, which says by its events that two of them are one
-- after all, or two again. A table that is given to alias_bearer() is kept right by alias_merge() and alias_part(), and
-- by a trigger for what comes in late: `recorded_as` is the id that a row was written with, where that is an alias now.
CREATE TABLE alias (
    id uuid PRIMARY KEY,
    head_id uuid NOT NULL
);
CREATE INDEX ON alias (head_id);

-- What went back with a former alias: rows about these that come in late with the other id belong there too.
CREATE TABLE alias_ref (
    ref_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    PRIMARY KEY (ref_id, from_id)
);

CREATE TABLE alias_bearer (
    bearer text PRIMARY KEY,
    bears text NOT NULL,
    type text NOT NULL,
    refs text[] NOT NULL -- columns of the table that may name what went back
);

-- Follow the column `bears` of table `bearer`, a uuid or its text.
CREATE FUNCTION alias_bearer(bearer text, bears text, refs text[]) RETURNS void
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
    EXECUTE format('CREATE TRIGGER alias BEFORE INSERT OR UPDATE OF %I ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
        bears, bearer, 'alias_of_' || bearer);
END $$;

-- `ids` are aliases of `head` from now on.
CREATE FUNCTION alias_merge(head uuid, ids uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    b alias_bearer;
BEGIN
    INSERT INTO alias SELECT DISTINCT i, head FROM unnest(ids) AS i WHERE i <> head
    ON CONFLICT (id) DO UPDATE SET head_id = excluded.head_id;
    FOR b IN SELECT * FROM alias_bearer LOOP
        EXECUTE format('UPDATE %1$I SET recorded_as = coalesce(recorded_as, %2$I), %2$I = $1::%3$s
            WHERE %2$I = ANY ($2::%3$s[])', b.bearer, b.bears, b.type) USING head, ids;
    END LOOP;
END $$;

-- `head` is a thing of its own again, with its aliases `ids` (itself among them), what was recorded as one of them, and
-- what bears `taken_from` and names one of `gone`.
CREATE FUNCTION alias_part(head uuid, ids uuid[], taken_from uuid, gone uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    b alias_bearer;
BEGIN
    DELETE FROM alias WHERE id = head;
    UPDATE alias SET head_id = head WHERE id = ANY (ids);
    INSERT INTO alias_ref SELECT DISTINCT g, taken_from, head FROM unnest(gone) AS g
    ON CONFLICT (ref_id, from_id) DO UPDATE SET to_id = excluded.to_id;
    FOR b IN SELECT * FROM alias_bearer LOOP
        EXECUTE format('UPDATE %1$I SET %2$I = $1::%3$s
            WHERE %2$I = $2::%3$s AND (recorded_as = ANY ($3::%3$s[]) %4$s)', b.bearer, b.bears, b.type,
            (SELECT coalesce(string_agg(format('OR %I::uuid = ANY ($4)', ref), ' '), '') FROM unnest(b.refs) AS ref))
            USING head, taken_from, ids, gone;
    END LOOP;
END $$;
