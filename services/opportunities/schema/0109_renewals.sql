-- The contract whose term ends, of an opportunity that was made to renew it.
ALTER TABLE opportunity ADD COLUMN renews_contract_id uuid;
CREATE INDEX ON opportunity (renews_contract_id) WHERE renews_contract_id IS NOT NULL;
