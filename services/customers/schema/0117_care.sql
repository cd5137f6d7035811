-- Care: what customers achieved, days that come every year, and what is to be done for them. Days of persons are sealed
-- and found by keyed hashes of month and day.
CREATE TABLE milestone_kind (code text PRIMARY KEY, name text NOT NULL);
INSERT INTO milestone_kind (code, name) VALUES
    ('NEW_BUSINESS', '拓展新業務'),
    ('HONOUR', '獲得榮譽'),
    ('RELOCATION', '喬遷'),
    ('LISTING', '上市');

CREATE TABLE milestone (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    kind text NOT NULL REFERENCES milestone_kind (code),
    reached_on date NOT NULL,
    text_sealed bytea,
    activity_id uuid,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX ON milestone (customer_id, recorded_at, id);

CREATE TABLE care_rule (
    code text PRIMARY KEY,
    name text NOT NULL,
    occasion text NOT NULL CHECK (occasion IN ('FESTIVAL', 'BIRTHDAY')),
    calendar text CHECK (calendar IN ('SOLAR', 'CHINESE')),
    month integer,
    day integer,
    action text NOT NULL,
    lead_days integer NOT NULL CHECK (lead_days BETWEEN 0 AND 60),
    tiers text[] NOT NULL DEFAULT '{}',
    kind text,
    active boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL,
    CHECK ((occasion = 'FESTIVAL') = (calendar IS NOT NULL AND month IS NOT NULL AND day IS NOT NULL))
);
INSERT INTO care_rule (code, name, occasion, calendar, month, day, action, lead_days, put_by, put_at)
SELECT code, name, occasion, calendar, month, day, 'GREETING', 7, 'customers', now()
FROM (VALUES
    ('new_year', '元旦', 'FESTIVAL', 'SOLAR', 1, 1),
    ('national_day', '国庆节', 'FESTIVAL', 'SOLAR', 10, 1),
    ('new_years_eve', '除夕', 'FESTIVAL', 'CHINESE', 12, 30),
    ('spring_festival', '春节', 'FESTIVAL', 'CHINESE', 1, 1),
    ('lantern_festival', '元宵节', 'FESTIVAL', 'CHINESE', 1, 15),
    ('dragon_boat_festival', '端午节', 'FESTIVAL', 'CHINESE', 5, 5),
    ('mid_autumn_festival', '中秋节', 'FESTIVAL', 'CHINESE', 8, 15),
    ('double_ninth_festival', '重阳节', 'FESTIVAL', 'CHINESE', 9, 9),
    ('birthday', '生日', 'BIRTHDAY', NULL, NULL, NULL)
) AS shipped (code, name, occasion, calendar, month, day);

CREATE TABLE care_date (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_id uuid REFERENCES contact (id),
    occasion text NOT NULL CHECK (occasion IN ('BIRTHDAY', 'ANNIVERSARY', 'OTHER')),
    subject text,
    calendar text NOT NULL CHECK (calendar IN ('SOLAR', 'CHINESE')),
    day_sealed bytea NOT NULL,
    blind text NOT NULL,
    action text NOT NULL,
    lead_days integer NOT NULL CHECK (lead_days BETWEEN 0 AND 60),
    paused boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON care_date (customer_id);
CREATE INDEX ON care_date (blind) WHERE NOT paused;

-- A task for each source, a rule, a date or a milestone, in each year of its calendar for each person: the contact, or else the customer.
CREATE TABLE care_task (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_id uuid REFERENCES contact (id),
    occasion text NOT NULL,
    subject text,
    action text NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE', 'SKIPPED')),
    source text NOT NULL,
    in_year integer NOT NULL,
    due_on date,
    due_sealed bytea,
    activity_id uuid,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by text,
    version bigint NOT NULL DEFAULT 1,
    CHECK ((due_on IS NULL) <> (due_sealed IS NULL))
);
CREATE UNIQUE INDEX ON care_task (source, in_year, coalesce(contact_id, customer_id));
CREATE INDEX ON care_task (customer_id, state, opened_at, id);
CREATE INDEX ON care_task (state, opened_at, id);

-- Month and day of a birth date, as a keyed hash; those known by now are indexed by a job.
ALTER TABLE customer ADD COLUMN birthday_blind text;
ALTER TABLE contact ADD COLUMN birthday_blind text;
CREATE INDEX ON customer (birthday_blind) WHERE birthday_blind IS NOT NULL;
CREATE INDEX ON contact (birthday_blind) WHERE birthday_blind IS NOT NULL;

INSERT INTO job (kind, dedupe, due_at, payload) VALUES
    ('care_day', 'day', now(), ''),
    ('index_birthdays', 'all', now(), '');
