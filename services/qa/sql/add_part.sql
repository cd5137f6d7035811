-- bind: part part_size sealed hash_state
WITH hashed AS (
    UPDATE recording_key
    SET hash_state = :hash_state::bytea
    WHERE call_id = :call_id::uuid
)
INSERT INTO recording_part (call_id, part, starts_at, size, sealed)
VALUES (:call_id::uuid, :part::integer, :offset::bigint, :part_size::integer, :sealed::bytea)
