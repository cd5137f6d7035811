-- bind: id seq at verb text_version doc_hash prev_hash hash rows
WITH step AS (
    INSERT INTO contract_step (contract_id, seq, actor, at, verb, text_version, doc_hash, prev_hash, hash, rows)
    VALUES (
        :id::uuid, :seq::integer, :actor::text, :at::timestamptz, :verb::text, :text_version::integer,
        :doc_hash::text, :prev_hash::text, :hash::text, :rows::text
    )
)
UPDATE contract
SET chain_length = :seq::integer, chain_head = :hash::text
WHERE id = :id::uuid AND chain_length = :seq::integer - 1
