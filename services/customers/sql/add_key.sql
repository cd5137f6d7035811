-- bind: subject_id wrapped master_version
INSERT INTO subject_key (subject_id, wrapped, master_version)
VALUES (:subject_id::uuid, :wrapped::bytea, :master_version::integer)
