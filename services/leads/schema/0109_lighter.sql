-- The id of a lead with a natural key is made of it (lead_derive_id), so that the primary key alone keeps it the only one.
DROP INDEX lead_natural_key_idx;
