-- Whom there is to tell, as identity's events say; no names.

CREATE TABLE person (
    id uuid PRIMARY KEY,
    path text NOT NULL,
    team_path text NOT NULL,
    roles text[] NOT NULL,
    time_zone text NOT NULL,
    active boolean NOT NULL
);

CREATE TABLE team (
    path text PRIMARY KEY,
    leader_id uuid
);

-- What a user wants to get; quiet times are minutes of the day, mutes are "topic/CHANNEL", the address is sealed.
CREATE TABLE preference (
    user_id uuid PRIMARY KEY,
    locale text,
    email bytea,
    quiet_from integer,
    quiet_until integer,
    mutes text[] NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE template (
    code text NOT NULL,
    channel text NOT NULL,
    locale text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (code, channel, locale)
);

CREATE TABLE rule (
    code text PRIMARY KEY,
    event_type text NOT NULL,
    condition_field text,
    condition_value text,
    audience text NOT NULL,
    audience_value text,
    tell_actor boolean NOT NULL DEFAULT false,
    template text NOT NULL,
    topic text NOT NULL,
    urgency text NOT NULL,
    channels text[] NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX ON rule (event_type) WHERE enabled;
