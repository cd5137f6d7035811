-- Lists that an administrator may edit, as they ship.

CREATE TABLE activity_type (code text PRIMARY KEY, name text NOT NULL);
INSERT INTO activity_type (code, name) VALUES
    ('TRADE_SHOW', '展会'),
    ('TECHNICAL_EXCHANGE', '技术交流'),
    ('TEST_AND_SAMPLE', '测试和样品'),
    ('VISIT', '拜访'),
    ('GIFT', '赠品'),
    ('SITE_TOUR', '参观考察'),
    ('BUSINESS_EVENT', '商务活动'),
    ('TELESALES', '电话销售');

CREATE TABLE purchase_stage (code text PRIMARY KEY, nth integer NOT NULL UNIQUE);
INSERT INTO purchase_stage (code, nth) VALUES
    ('NEED_DISCOVERY', 1),
    ('INTERNAL_DELIBERATION', 2),
    ('SYSTEM_DESIGN', 3),
    ('EVALUATION_COMPARISON', 4),
    ('PURCHASE_COMMITMENT', 5),
    ('INSTALLATION', 6);

-- customer_contact: the customer was spoken to. answered: by a person. callback: wants to be called again.
-- do_not_call: blocks calls to the point. invalid_number: the point reaches nobody.
CREATE TABLE disposition (
    code text PRIMARY KEY,
    name text NOT NULL,
    customer_contact boolean NOT NULL DEFAULT false,
    answered boolean NOT NULL DEFAULT false,
    callback boolean NOT NULL DEFAULT false,
    do_not_call boolean NOT NULL DEFAULT false,
    invalid_number boolean NOT NULL DEFAULT false
);
INSERT INTO disposition (code, name, customer_contact, answered, callback, do_not_call, invalid_number) VALUES
    ('INTERESTED', 'Interested', true, true, false, false, false),
    ('CALL_BACK', 'Wants to be called back', true, true, true, false, false),
    ('NOT_NOW', 'Not now', true, true, false, false, false),
    ('NOT_INTERESTED', 'Not interested', true, true, false, false, false),
    ('SOLD', 'Sold', true, true, false, false, false),
    ('DO_NOT_CALL', 'Do not call again', true, true, false, true, false),
    ('OTHER_PERSON', 'Another person answered', false, true, false, false, false),
    ('WRONG_PERSON', 'Number of somebody else', false, true, false, false, true),
    ('VOICEMAIL', 'Voicemail', false, false, false, false, false),
    ('NO_ANSWER', 'No answer', false, false, false, false, false),
    ('BUSY', 'Busy', false, false, false, false, false),
    ('WRONG_NUMBER', 'No such number', false, false, false, false, true);

CREATE TABLE legal_basis (code text PRIMARY KEY);
INSERT INTO legal_basis (code) VALUES ('consent'), ('contract'), ('legitimate_interest'), ('legal_obligation');

CREATE TABLE purpose (code text PRIMARY KEY);
INSERT INTO purpose (code) VALUES ('sales'), ('service'), ('survey'), ('greeting'), ('billing');

-- Neutral on purpose: every hour, no cap, no grant needed. Which hours and how often is law and custom of where the
-- organisation works; PutContactPolicy sets it.
CREATE TABLE contact_policy (
    purpose text PRIMARY KEY,
    from_minute integer NOT NULL CHECK (from_minute BETWEEN 0 AND 1440),
    until_minute integer NOT NULL CHECK (until_minute BETWEEN 0 AND 1440),
    weekdays integer NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    daily_cap integer NOT NULL CHECK (daily_cap >= 0),
    needs_grant boolean NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    CHECK (from_minute < until_minute)
);
INSERT INTO contact_policy (purpose, from_minute, until_minute, weekdays, daily_cap, needs_grant)
VALUES ('*', 0, 1440, 127, 0, false);

-- The time zone where calling hours are reckoned when nobody has said another: that of the region's capital or, for
-- regions of several zones, of the most people.
CREATE TABLE region (code text PRIMARY KEY, time_zone text NOT NULL);
INSERT INTO region (code, time_zone) VALUES
    ('AE', 'Asia/Dubai'), ('AU', 'Australia/Sydney'), ('BR', 'America/Sao_Paulo'), ('CA', 'America/Toronto'),
    ('CN', 'Asia/Shanghai'), ('DE', 'Europe/Berlin'), ('ES', 'Europe/Madrid'), ('FR', 'Europe/Paris'),
    ('GB', 'Europe/London'), ('HK', 'Asia/Hong_Kong'), ('ID', 'Asia/Jakarta'), ('IN', 'Asia/Kolkata'),
    ('IT', 'Europe/Rome'), ('JP', 'Asia/Tokyo'), ('KR', 'Asia/Seoul'), ('MO', 'Asia/Macau'),
    ('MY', 'Asia/Kuala_Lumpur'), ('NL', 'Europe/Amsterdam'), ('PH', 'Asia/Manila'), ('RU', 'Europe/Moscow'),
    ('SA', 'Asia/Riyadh'), ('SG', 'Asia/Singapore'), ('TH', 'Asia/Bangkok'), ('TW', 'Asia/Taipei'),
    ('US', 'America/New_York'), ('VN', 'Asia/Ho_Chi_Minh'), ('ZA', 'Africa/Johannesburg');
