-- What calls are judged by. A published version never changes.

CREATE TABLE scorecard (
    code text NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    name text NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (code, version)
);
CREATE UNIQUE INDEX scorecard_draft ON scorecard (code) WHERE state = 'DRAFT';
CREATE UNIQUE INDEX scorecard_published ON scorecard (code) WHERE state = 'PUBLISHED';

CREATE TABLE criterion (
    scorecard_code text NOT NULL,
    scorecard_version integer NOT NULL,
    position integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    dimension text NOT NULL,
    skill text,
    weight integer NOT NULL,
    scale integer NOT NULL,
    fatal boolean NOT NULL,
    may_not_apply boolean NOT NULL,
    PRIMARY KEY (scorecard_code, scorecard_version, code),
    FOREIGN KEY (scorecard_code, scorecard_version) REFERENCES scorecard
);

CREATE TABLE anchor (
    scorecard_code text NOT NULL,
    scorecard_version integer NOT NULL,
    criterion text NOT NULL,
    points integer NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (scorecard_code, scorecard_version, criterion, points, text),
    FOREIGN KEY (scorecard_code, scorecard_version, criterion) REFERENCES criterion
);

CREATE FUNCTION keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM scorecard AS s
        WHERE s.code = coalesce(new.scorecard_code, old.scorecard_code)
          AND s.version = coalesce(new.scorecard_version, old.scorecard_version)
          AND s.state <> 'DRAFT'
    ) THEN
        RAISE EXCEPTION 'a published scorecard never changes';
    END IF;
    RETURN coalesce(new, old);
END
$$;
CREATE TRIGGER keep_published BEFORE INSERT OR UPDATE OR DELETE ON criterion
    FOR EACH ROW EXECUTE FUNCTION keep_published();
CREATE TRIGGER keep_published BEFORE INSERT OR UPDATE OR DELETE ON anchor
    FOR EACH ROW EXECUTE FUNCTION keep_published();
