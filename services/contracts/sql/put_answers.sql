-- bind: text_version codes verdicts remarks
INSERT INTO checklist_item (contract_id, text_version, code, answer, remark, answered_by, answered_at)
SELECT DISTINCT ON (code)
    :id::uuid, :text_version::integer, code, answer, decode(remark, 'hex'), :actor::text, :now::timestamptz
FROM unnest(:codes::text[], :verdicts::text[], :remarks::text[]) WITH ORDINALITY AS item (code, answer, remark, nth)
ORDER BY code, nth DESC
ON CONFLICT (contract_id, text_version, code) DO UPDATE
SET answer = excluded.answer,
    remark = excluded.remark,
    answered_by = excluded.answered_by,
    answered_at = excluded.answered_at
