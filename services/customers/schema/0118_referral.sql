-- Who recommended us to whom. Both stay the records they were written for; who they belong to now is read by alias.
CREATE TABLE referral (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL UNIQUE REFERENCES customer (id),
    referrer_id uuid NOT NULL REFERENCES customer (id),
    role text NOT NULL CHECK (role IN ('CUSTOMER', 'PARTNER', 'EXPERT')),
    contact_id uuid REFERENCES contact (id),
    channel text NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ON referral (referrer_id, recorded_at, id);
CREATE INDEX ON referral (recorded_at);
ALTER TABLE known_by ADD COLUMN known_at timestamptz NOT NULL DEFAULT '-infinity';
