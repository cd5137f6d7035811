-- By which way a text is approved: the first route, by position, whose conditions are met. Of each code the highest
-- revision counts; a case keeps a copy of what it was opened with.
CREATE TABLE approval_route (
    code text NOT NULL,
    revision integer NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    active boolean NOT NULL,
    purposes text[] NOT NULL,
    template_codes text[] NOT NULL,
    tiers text[] NOT NULL,
    currency text,
    least_amount_minor bigint,
    most_amount_minor bigint,
    least_discount integer,
    deviates boolean,
    absent_policy text NOT NULL,
    drafter_policy text NOT NULL,
    repeat_policy text NOT NULL,
    put_by text NOT NULL,
    put_at timestamptz NOT NULL,
    PRIMARY KEY (code, revision)
);

CREATE TABLE route_slot (
    route_code text NOT NULL,
    revision integer NOT NULL,
    position integer NOT NULL,
    step integer NOT NULL,
    role text NOT NULL,
    mode text NOT NULL,
    kind text NOT NULL,
    ref text,
    PRIMARY KEY (route_code, revision, position),
    FOREIGN KEY (route_code, revision) REFERENCES approval_route
);

INSERT INTO approval_route (
    code, revision, name, position, active, purposes, template_codes, tiers, absent_policy, drafter_policy,
    repeat_policy, put_by, put_at
)
VALUES ('standard', 1, 'Department head, then legal', 1000000, true, '{}', '{}', '{}', 'ESCALATE', 'REPLACE', 'REFUSE_REPEAT',
        'contracts', '2026-01-01 00:00:00+00');
INSERT INTO route_slot (route_code, revision, position, step, role, mode, kind) VALUES
    ('standard', 1, 1, 1, 'DEPARTMENT', 'ANY', 'HEAD'),
    ('standard', 1, 2, 2, 'LEGAL', 'ANY', 'COUNSEL');

ALTER TABLE approval_case ADD COLUMN purpose text NOT NULL DEFAULT 'CONTRACT',
    ADD COLUMN route_code text, ADD COLUMN route_revision integer, ADD COLUMN repeat_policy text,
    ADD COLUMN reason text, ADD COLUMN opened_by text;

-- One place on the way of a case: a decision that is asked of somebody.
CREATE TABLE approval_slot (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES approval_case,
    contract_id uuid NOT NULL REFERENCES contract,
    step integer NOT NULL,
    position integer NOT NULL,
    role text NOT NULL,
    mode text NOT NULL,
    kind text NOT NULL,
    ref text,
    state text NOT NULL,
    waiting_since timestamptz,
    reminders integer NOT NULL DEFAULT 0,
    approver_id text,
    on_behalf_of text,
    decided_at timestamptz,
    note text
);
CREATE INDEX ON approval_slot (case_id, step, position);
CREATE INDEX ON approval_slot (contract_id);
CREATE INDEX approval_slot_waiting ON approval_slot (waiting_since, id) WHERE state = 'ACTIVE';

-- Cases that are under way go on by the shipped route.
INSERT INTO approval_slot (
    id, case_id, contract_id, step, position, role, mode, kind, state, waiting_since, approver_id, decided_at
)
SELECT gen_random_uuid(), c.id, c.contract_id, s.step, s.position, s.role, s.mode, s.kind,
       CASE WHEN d.approver_id IS NOT NULL THEN 'APPROVED'
            WHEN (s.role = 'DEPARTMENT') = (p.state = 'DEPT_REVIEW') THEN 'ACTIVE' ELSE 'WAITING' END,
       c.opened_at, d.approver_id, d.decided_at
FROM approval_case c
JOIN contract p ON p.id = c.contract_id
JOIN route_slot s ON s.route_code = 'standard'
LEFT JOIN approval_step d ON d.case_id = c.id AND d.role = s.role AND d.decision = 'APPROVED'
WHERE c.state = 'RUNNING';

ALTER TABLE approval_step ADD COLUMN on_behalf_of text;

-- Somebody lets another decide for him for some days, with the reach he had when he said so.
CREATE TABLE approval_delegation (
    id uuid PRIMARY KEY,
    from_id text NOT NULL,
    to_id text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    approve_scope text,
    legal_scope text,
    roles text[] NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX ON approval_delegation (to_id, valid_until) WHERE ended_at IS NULL;
CREATE INDEX ON approval_delegation (from_id, created_at);

-- Is a decision on this contract asked of `who`, by name or for somebody who lets him decide? Then he sees it, too.
CREATE FUNCTION is_asked(of_contract uuid, who text, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT
        FROM approval_slot s
        JOIN approval_case c ON c.id = s.case_id AND c.state = 'RUNNING'
        JOIN contract p ON p.id = s.contract_id
        WHERE s.contract_id = of_contract AND s.state IN ('ACTIVE', 'APPROVED')
          AND (s.ref = who OR EXISTS (
              SELECT
              FROM approval_delegation d
              WHERE d.to_id = who AND d.ended_at IS NULL AND d.valid_from <= at AND d.valid_until > at
                AND (s.ref = d.from_id
                     OR (s.kind = 'HEAD' AND starts_with(p.drafter_path, d.approve_scope))
                     OR (s.kind = 'COUNSEL' AND starts_with(p.owner_path, d.legal_scope))
                     OR (s.kind = 'ROLE' AND s.ref = ANY (d.roles)))))
    );
END;
