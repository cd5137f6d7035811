SELECT id FROM delivery_plan WHERE customer_id = ANY (:alias_ids::uuid[])
UNION ALL
SELECT id FROM survey WHERE customer_id = ANY (:alias_ids::uuid[])
UNION ALL
SELECT id FROM improvement WHERE customer_id = ANY (:alias_ids::uuid[])
UNION ALL
SELECT id FROM case_file WHERE customer_id = ANY (:alias_ids::uuid[])
UNION ALL
SELECT id FROM return_visit WHERE customer_id = ANY (:alias_ids::uuid[])
