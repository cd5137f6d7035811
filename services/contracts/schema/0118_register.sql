-- An authority that was taken out of force before its time, and the register as it is read. What was signed under it stays,
-- so these columns are no part of what a contract's chain covers.
ALTER TABLE authority
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by text,
    ADD COLUMN withdraw_reason text;
CREATE INDEX authority_newest ON authority (registered_at DESC, id DESC);
