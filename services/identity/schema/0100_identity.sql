-- Users, teams, roles, sessions, API keys. Logins and names stand here in clear: nobody but this service's role reads
-- the schema.

CREATE TABLE team (
    id uuid PRIMARY KEY,
    path text COLLATE "C" NOT NULL UNIQUE,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    parent_path text REFERENCES team (path),
    leader_id uuid,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL
);

CREATE TABLE role (
    code text PRIMARY KEY,
    id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    name text NOT NULL,
    version bigint NOT NULL DEFAULT 1
);

CREATE TABLE role_grant (
    role text NOT NULL REFERENCES role (code),
    permission text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('OWN', 'TEAM', 'SUBTREE', 'ALL')),
    PRIMARY KEY (role, permission)
);

CREATE TABLE user_account (
    id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    team_path text NOT NULL REFERENCES team (path),
    path text COLLATE "C" NOT NULL UNIQUE,
    roles text[] NOT NULL,
    time_zone text NOT NULL,
    state text NOT NULL CHECK (state IN ('INVITED', 'ACTIVE', 'SUSPENDED', 'LEFT')),
    password_hash text,
    presence_state text NOT NULL DEFAULT 'OFFLINE'
        CHECK (presence_state IN ('READY', 'TALKING', 'WRAP_UP', 'PAUSED', 'OFFLINE')),
    presence_reason text,
    presence_since timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    CHECK (state <> 'ACTIVE' OR password_hash IS NOT NULL)
);
CREATE INDEX ON user_account (team_path);

CREATE TABLE session (
    id uuid PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES user_account (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX ON session (user_id) WHERE ended_at IS NULL;

CREATE TABLE api_key (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    token_hash text NOT NULL UNIQUE,
    roles text[] NOT NULL,
    team_path text NOT NULL REFERENCES team (path),
    channel text,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz
);

-- Refusals in a row, also of logins that nobody has: the answers must not differ.
CREATE TABLE sign_in_failure (
    login_hash text PRIMARY KEY,
    failures integer NOT NULL,
    locked_until timestamptz,
    last_at timestamptz NOT NULL
);
CREATE INDEX ON sign_in_failure (last_at);

-- Who did what to whom; insert-only.
CREATE TABLE audit (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    actor text,
    verb text NOT NULL,
    subject_type text NOT NULL,
    subject_id text,
    detail text
);
CREATE INDEX ON audit (at);
