INSERT INTO remark AS known (lead_id, remark)
VALUES (:lead_id::uuid, :remark::text)
ON CONFLICT (lead_id, remark) DO UPDATE
SET times = known.times + 1
