-- Beside a copy of Dealspine's own schemas: ids in the order of time, as ours are, and agents enough that 32 clients
-- seldom meet on one.
CREATE FUNCTION time_id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN ('01a20365-' || lpad(to_hex(n >> 16), 4, '0') || '-7' || lpad(to_hex(kind), 3, '0') || '-8000-'
        || lpad(to_hex(n), 12, '0'))::uuid;

CREATE FUNCTION agent_id(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN ('01a20365-2c81-71d8-9992-' || lpad(to_hex(n), 12, '0'))::uuid;

CREATE FUNCTION agent_path(n bigint) RETURNS text LANGUAGE sql IMMUTABLE
RETURN '/hq/sales/tele/~01a20365-2c81-71d8-9992-' || lpad(to_hex(n), 12, '0');

INSERT INTO leads.agent (user_id, path, team_path, state, roles, capacity)
SELECT agent_id(n), agent_path(n), '/hq/sales/tele/', 'ACTIVE', '{telesales_agent}', NULL
FROM generate_series(1, 256) AS n;

-- A plain service has no triggers of ours.
DO $$
DECLARE
    it record;
BEGIN
    FOR it IN SELECT tgname, tgrelid::regclass AS relation FROM pg_trigger WHERE NOT tgisinternal AND tgparentid = 0
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', it.tgname, it.relation);
    END LOOP;
END
$$;
