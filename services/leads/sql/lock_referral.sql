-- bind: referral_id scope
-- into: Referral
SELECT *
FROM referral_row
WHERE id = :referral_id::uuid AND starts_with(owner_path, :scope::text)
FOR UPDATE
