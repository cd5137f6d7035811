-- The contracts of an opportunity, also those that were refused, given up or voided.
CREATE INDEX contract_of_opportunity ON contract (opportunity_id) WHERE opportunity_id IS NOT NULL;
