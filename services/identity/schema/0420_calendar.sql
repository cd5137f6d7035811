-- The working calendars; their days are calendar_entry, which every service has.
CREATE TABLE calendar (
    code text PRIMARY KEY,
    id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    changed_at timestamptz NOT NULL
);

-- Who enters holidays: those who could where each service kept its own.
INSERT INTO role_grant (role, permission, scope)
VALUES ('sales_manager', 'identity.calendar', 'ALL'),
       ('ops', 'identity.calendar', 'ALL')
ON CONFLICT DO NOTHING;
