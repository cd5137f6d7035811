-- bind: alias_id
SELECT alias_head(:alias_id::uuid) AS head_id
