-- Nothing where somebody recommended us to this customer, by one of its records, before.
-- bind: id customer_id head_id role_word
INSERT INTO referral (id, customer_id, referrer_id, role, contact_id, channel, recorded_by, recorded_at)
SELECT :id::uuid, :customer_id::uuid, :referrer_id::uuid, :role_word::text, :contact_id::uuid, :channel::text, :actor,
    :now::timestamptz
WHERE NOT EXISTS (
    SELECT FROM referral AS r JOIN customer AS f ON f.id = r.customer_id
    WHERE f.id = :head_id::uuid OR f.alias_of = :head_id::uuid)
ON CONFLICT (customer_id) DO NOTHING
