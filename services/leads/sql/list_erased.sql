SELECT id FROM lead WHERE customer_id = ANY (:alias_ids::uuid[]) OR id = ANY (:lead_ids::uuid[])
