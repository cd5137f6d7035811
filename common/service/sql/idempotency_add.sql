-- bind: principals methods keys hashes replies
INSERT INTO idempotency (principal, method, key, request_hash, reply)
SELECT w.principal, w.method, w.key, w.hash, w.reply
FROM unnest(:principals::text[], :methods::text[], :keys::text[], :hashes::text[], :replies::bytea[])
    AS w (principal, method, key, hash, reply)
