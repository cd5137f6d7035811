-- bind: from_owner to_owner
UPDATE agent
SET open_leads = greatest(0, open_leads + CASE WHEN user_id = :to_owner::uuid THEN 1 ELSE -1 END)
WHERE user_id IN (:from_owner::uuid, :to_owner::uuid)
