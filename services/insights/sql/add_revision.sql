-- bind: id revision value why
INSERT INTO target_revision (target_id, revision, value, reason, by, at)
VALUES (:id::uuid, :revision::integer, :value::bigint, :why::text, :actor::text, :now::timestamptz)
