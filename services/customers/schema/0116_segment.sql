-- Target segments in versions.
CREATE TABLE segment (
    code text NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL,
    PRIMARY KEY (code, version)
);
CREATE TABLE segment_criterion (
    code text NOT NULL,
    version bigint NOT NULL,
    nth integer NOT NULL,
    field text NOT NULL,
    "values" text[] NOT NULL,
    least integer,
    most integer,
    weight integer NOT NULL,
    must boolean NOT NULL,
    PRIMARY KEY (code, version, nth),
    FOREIGN KEY (code, version) REFERENCES segment
);
