-- Days on which the pool's clock stands still, and how many of them a lead was given already.

CREATE TABLE holiday (
    day date PRIMARY KEY,
    name text
);

ALTER TABLE lead
    ADD COLUMN paused_from timestamptz,
    ADD COLUMN paused_days integer NOT NULL DEFAULT 0;
