-- bind: contact_id birthday_blind
UPDATE contact SET birthday_blind = :birthday_blind::text WHERE id = :contact_id::uuid
