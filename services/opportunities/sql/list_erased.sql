SELECT id FROM opportunity WHERE customer_id = ANY (:alias_ids::uuid[])
