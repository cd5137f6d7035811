UPDATE customer_import SET state = 'WITHDRAWN' WHERE id = :id::uuid
