-- Tiers by rule, unless somebody set one by hand.
CREATE TABLE tier_rule (
    version bigint NOT NULL,
    nth integer NOT NULL,
    tier text NOT NULL,
    kind text,
    industries text[] NOT NULL,
    size_bands text[] NOT NULL,
    regions text[] NOT NULL,
    income_bands text[] NOT NULL,
    PRIMARY KEY (version, nth)
);
CREATE TABLE tier_version (
    version bigint PRIMARY KEY,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL
);
ALTER TABLE customer ADD COLUMN tier_by_hand boolean NOT NULL DEFAULT false;
UPDATE customer SET tier_by_hand = true WHERE tier IS NOT NULL;
