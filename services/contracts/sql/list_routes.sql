-- Of each code the latest, or all of one.
-- into: ApprovalRoute
SELECT
    code, revision, name, position, active, purposes, template_codes, tiers, currency, least_amount_minor,
    most_amount_minor, least_discount, deviates, absent_policy, drafter_policy, repeat_policy, put_by, put_at
FROM approval_route r
WHERE CASE WHEN :code::text IS NULL
           THEN revision = (SELECT max(revision) FROM approval_route l WHERE l.code = r.code)
           ELSE code = :code::text END
ORDER BY position, code, revision
