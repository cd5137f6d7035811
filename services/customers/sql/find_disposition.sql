SELECT code, customer_contact, answered, callback, do_not_call, invalid_number
FROM disposition
WHERE code = :disposition
