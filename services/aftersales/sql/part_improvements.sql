UPDATE improvement AS i
SET customer_id = s.customer_id
FROM survey AS s
WHERE s.id = i.survey_id AND s.customer_id = :customer_id::uuid AND i.customer_id = :from_customer_id::uuid
