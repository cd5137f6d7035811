-- The first submission fixes the text.
-- bind: text_version
UPDATE contract_version
SET submitted_at = coalesce(submitted_at, :now::timestamptz)
WHERE contract_id = :id::uuid AND text_version = :text_version::integer
