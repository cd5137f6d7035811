-- How often a customer is contacted may depend on his tier.
ALTER TABLE cadence_rule ADD COLUMN tier text;
