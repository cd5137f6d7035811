-- bind: customer_id
SELECT name_sealed, registration_blind, industry, size_band, region, occupation, income_band, time_zone
FROM customer
WHERE id = :customer_id::uuid
