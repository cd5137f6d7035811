-- What follows the customers: who is one with whom, and whose words are forgotten. Texts of contracts are evidence and
-- stay. The chain of a contract covers whom it was drafted for, which never changes.
SELECT alias_bearer('contract', 'customer_id', '{id,opportunity_id}');
ALTER TABLE contract ADD COLUMN drafted_for uuid;
UPDATE contract SET drafted_for = customer_id;
CREATE FUNCTION keep_drafted_for() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.drafted_for := NEW.customer_id;
    RETURN NEW;
END $$;
CREATE TRIGGER drafted_for BEFORE INSERT ON contract FOR EACH ROW EXECUTE FUNCTION keep_drafted_for();
DO $$
BEGIN
    EXECUTE 'CREATE OR REPLACE VIEW contract_row AS '
        || replace(pg_get_viewdef('contract_row'::regclass), 'contract.customer_id', 'contract.drafted_for');
END $$;

SELECT private_words('obligation', 'contract_id', '{description}');
SELECT private_words('checklist_item', 'contract_id', '{remark}');
SELECT private_words('approval_step', 'contract_id', '{remark}');
SELECT private_words('receipt', 'contract_id', '{remark}');
