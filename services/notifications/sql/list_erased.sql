SELECT unnest(:alias_ids::uuid[] || :lead_ids::uuid[]) AS id
