SELECT id, text_version, doc_hash FROM contract WHERE customer_id = ANY (:alias_ids::uuid[]) FOR UPDATE
