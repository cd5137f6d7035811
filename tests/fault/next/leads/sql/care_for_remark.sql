UPDATE lead
SET remark_cares = remark_cares + 1
WHERE id = :lead_id::uuid
