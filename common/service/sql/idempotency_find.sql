-- bind: principals methods keys
-- `head` stands for the position of the command's events, which is at or below it.
SELECT w.n, i.request_hash, i.reply, (SELECT pos FROM event ORDER BY pos DESC LIMIT 1) AS head
FROM unnest(:principals::text[], :methods::text[], :keys::text[]) WITH ORDINALITY AS w (principal, method, key, n)
JOIN idempotency AS i USING (principal, method, key)
