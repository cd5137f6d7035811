-- bind: id version user_ids roles
INSERT INTO activity_participant (activity_id, activity_version, user_id, role)
SELECT :id::uuid, :version::integer, g.user_id, g.role
FROM unnest(:user_ids::uuid[], :roles::text[]) AS g (user_id, role)
