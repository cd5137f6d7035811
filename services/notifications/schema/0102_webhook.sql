-- Programs that get events by HTTP. Secrets are sealed; a body is kept as it was first made, so that every attempt signs
-- the same bytes.

CREATE TABLE subscription (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    version bigint NOT NULL DEFAULT 1,
    state text NOT NULL,
    url text NOT NULL,
    types text[] NOT NULL,
    path_prefix text NOT NULL,
    ordered boolean NOT NULL,
    concurrency integer NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    reason text,
    owner_id text NOT NULL,
    owner_path text NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    claimed_at timestamptz,
    secret bytea NOT NULL,
    old_secret bytea,
    old_secret_until timestamptz
);

CREATE TABLE webhook_body (
    event_id uuid PRIMARY KEY,
    event_type text NOT NULL,
    agg_id uuid NOT NULL,
    body bytea NOT NULL,
    made_at timestamptz NOT NULL
);

CREATE TABLE delivery (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    subscription_id uuid NOT NULL REFERENCES subscription,
    event_id uuid NOT NULL REFERENCES webhook_body,
    event_type text NOT NULL,
    agg_id uuid NOT NULL,
    is_verification boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'QUEUED',
    attempts integer NOT NULL DEFAULT 0,
    attempts_ever integer NOT NULL DEFAULT 0,
    resends integer NOT NULL DEFAULT 0,
    last_status integer NOT NULL DEFAULT 0,
    last_problem text,
    created_at timestamptz NOT NULL,
    due_at timestamptz,
    leased_until timestamptz,
    delivered_at timestamptz,
    UNIQUE (subscription_id, event_id)
);
CREATE INDEX ON delivery (subscription_id, seq DESC);
-- Those on their way; `due_at` is NULL in every other state.
CREATE INDEX delivery_due ON delivery (subscription_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_before ON delivery (subscription_id, agg_id, seq) WHERE due_at IS NOT NULL;
CREATE INDEX ON delivery (event_id);

CREATE TABLE webhook_attempt (
    delivery_id uuid NOT NULL REFERENCES delivery,
    nth integer NOT NULL,
    at timestamptz NOT NULL,
    took_ms integer NOT NULL,
    status integer NOT NULL,
    problem text,
    PRIMARY KEY (delivery_id, nth)
);
