UPDATE lead_fact SET duplicate = true WHERE lead_id = :lead_id::uuid
