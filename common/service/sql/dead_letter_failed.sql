-- bind: letter_id error
UPDATE dead_letter
SET error = :error::text, tries = tries + 1, tried_at = now()
WHERE id = :letter_id::uuid
