-- bind: id text_version
WITH lines AS (
    DELETE FROM contract_line WHERE contract_id = :id::uuid AND text_version = :text_version::integer
), clauses AS (
    DELETE FROM contract_clause WHERE contract_id = :id::uuid AND text_version = :text_version::integer
), instalments AS (
    DELETE FROM instalment WHERE contract_id = :id::uuid AND text_version = :text_version::integer
), items AS (
    DELETE FROM checklist_item WHERE contract_id = :id::uuid AND text_version = :text_version::integer
)
DELETE FROM obligation
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
