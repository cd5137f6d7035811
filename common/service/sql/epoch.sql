SELECT md5((SELECT system_identifier FROM pg_control_system())::text || ':'
           || (SELECT timeline_id FROM pg_control_checkpoint())::text || ':' || token::text) AS epoch
FROM log_epoch
