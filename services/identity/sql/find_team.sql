-- Whether the parent and the leader are there.
-- bind: leader_id
SELECT t.path,
    EXISTS (SELECT FROM user_account WHERE id = :leader_id::uuid) AS has_leader
FROM team AS t
WHERE t.path = :parent_path
