-- bind: lead_id remark
UPDATE lead
SET remark = :remark::text
WHERE id = :lead_id::uuid
