-- Words that may be about a person: which columns hold them, and whose they are.
CREATE TABLE private_words (
    holder text NOT NULL,
    key text NOT NULL, -- column of the id that forget_words() is given
    columns text[] NOT NULL,
    PRIMARY KEY (holder, key)
);

CREATE FUNCTION private_words(holder text, key text, columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    found bigint := (SELECT count(*) FROM pg_attribute
        WHERE attrelid = holder::regclass AND (attname = key OR attname = ANY (columns)));
BEGIN
    IF found <> cardinality(columns) + 1 THEN
        RAISE 'the table % has not all of these columns', holder;
    END IF;
    INSERT INTO private_words VALUES (holder, key, columns);
END $$;

-- Empties these columns of the rows whose key is one of `ids`, NULL where they may be, else a text, bytes or a list of
-- nothing. How many rows were emptied; those that hold no words any more do not count.
CREATE FUNCTION forget_words(ids uuid[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    w private_words;
    sets text;
    filled text;
    n bigint;
    total bigint := 0;
BEGIN
    FOR w IN SELECT * FROM private_words LOOP
        SELECT string_agg(format('%I = %s', attname, CASE WHEN NOT attnotnull THEN 'NULL' WHEN atttypid = 'jsonb'::regtype
                THEN $q$'{}'$q$ WHEN typcategory = 'A' THEN $q$'{}'$q$ ELSE $q$''$q$ END), ', '),
            string_agg(format($q$coalesce(%I::text, '') NOT IN ('', '{}', '\x')$q$, attname), ' OR ')
        INTO sets, filled
        FROM pg_attribute JOIN pg_type AS t ON t.oid = atttypid
        WHERE attrelid = w.holder::regclass AND attname = ANY (w.columns);
        EXECUTE format('UPDATE %I SET %s WHERE %I = ANY ($1) AND (%s)', w.holder, sets, w.key, filled) USING ids;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    RETURN total;
END $$;
