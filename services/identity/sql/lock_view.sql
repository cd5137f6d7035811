SELECT version FROM saved_view WHERE id = :id::uuid AND owner_id = :actor::uuid FOR UPDATE
