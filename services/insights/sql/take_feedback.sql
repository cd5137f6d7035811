UPDATE case_fact SET satisfied = :satisfied::boolean WHERE case_id = :case_id::uuid
