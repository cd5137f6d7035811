-- into: GetErasureReply
SELECT customer_id, at AS erased_at, actor AS erased_by, reason,
    NOT EXISTS (SELECT FROM erasure_step AS s WHERE s.customer_id = a.customer_id AND s.done_at IS NULL) AS complete
FROM erase_audit AS a
WHERE customer_id = :customer_id::uuid AND EXISTS (SELECT FROM erasure_step AS s WHERE s.customer_id = a.customer_id)
    AND EXISTS (SELECT FROM customer AS c WHERE c.id = a.customer_id AND starts_with(c.owner_path, :scope))
