-- bind: id version before_version
INSERT INTO activity_participant (activity_id, activity_version, user_id, role)
SELECT activity_id, :version::integer, user_id, role
FROM activity_participant
WHERE activity_id = :id::uuid AND activity_version = :before_version::integer
