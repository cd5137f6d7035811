-- What came of backups and of drills. The files lie elsewhere; whoever makes them writes it down here.
CREATE TABLE backup_run (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    outcome text NOT NULL,
    backup_id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    taken_at timestamptz,
    bytes bigint,
    sha256 text,
    tables integer,
    rows bigint,
    differences integer,
    reason text,
    detail text,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL
);
CREATE INDEX backup_run_order ON backup_run (ended_at DESC, id DESC);
CREATE INDEX backup_run_good ON backup_run (kind, ended_at DESC, id DESC) WHERE outcome = 'GOOD';

INSERT INTO role (code, name)
VALUES ('backup', 'Backups (key)')
ON CONFLICT DO NOTHING;
INSERT INTO role_grant (role, permission, scope)
VALUES ('backup', 'identity.backup', 'ALL'),
       ('ops', 'identity.backup', 'ALL')
ON CONFLICT DO NOTHING;
