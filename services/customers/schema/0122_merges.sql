-- What was merged is found from either side, also when it was taken back.
CREATE INDEX ON customer_merge (alias_id);
