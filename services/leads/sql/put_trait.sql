-- Leads that say something else of this trait of their customer.
-- bind: trait_of trait trait_value
UPDATE lead
SET attributes = CASE WHEN :trait_value::text IS NULL THEN attributes - :trait::text
    ELSE coalesce(attributes, '{}') || jsonb_build_object(:trait::text, :trait_value::text) END
WHERE customer_id = (SELECT alias_head(:trait_of::uuid))
    AND attributes ->> :trait::text IS DISTINCT FROM :trait_value::text
RETURNING id
