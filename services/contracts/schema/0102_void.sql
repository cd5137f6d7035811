-- A contract may be taken back after it was signed; its opportunity may then get another one.
ALTER TABLE contract ADD COLUMN voided_at timestamptz, ADD COLUMN void_reason text;
DROP INDEX contract_running;
CREATE UNIQUE INDEX contract_running ON contract (opportunity_id) WHERE state NOT IN ('REJECTED', 'CANCELLED', 'VOID');
