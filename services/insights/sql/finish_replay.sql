UPDATE replay SET finished_at = :now::timestamptz WHERE finished_at IS NULL
