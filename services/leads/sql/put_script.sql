-- bind: script_id number terms title_terms review_days zone
-- into: Script
INSERT INTO script AS s (id, code, number, kind, state, title, body, terms, title_terms, product, stage, segment,
    author_id, valid_from, valid_until, review_due, created_at)
VALUES (:script_id::uuid, :code::text, :number::integer, :kind::text, 'DRAFT', :title::text, :body::text,
    :terms::text[], :title_terms::text[], :product::text, :stage::text, :segment::text, :actor::text,
    :valid_from::date, :valid_until::date,
    coalesce(:review_due::date, (:now::timestamptz AT TIME ZONE :zone::text)::date + :review_days::integer),
    :now::timestamptz)
ON CONFLICT (id) DO UPDATE
SET title = excluded.title, body = excluded.body, terms = excluded.terms, title_terms = excluded.title_terms,
    product = excluded.product, stage = excluded.stage, segment = excluded.segment, author_id = excluded.author_id,
    valid_from = excluded.valid_from, valid_until = excluded.valid_until, review_due = excluded.review_due,
    version = s.version + 1
RETURNING id, code, number, code || '@' || number AS script_version, kind, state, title, body, product, stage, segment,
    author_id, decided_by, remark, decided_at, valid_from, valid_until, review_due, uses, created_at, version
