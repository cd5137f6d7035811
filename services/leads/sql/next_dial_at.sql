-- bind: dial_list_id
SELECT min(greatest(next_at, coalesce(held_until, '-infinity'))) AS due_at
FROM dial_entry
WHERE dial_list_id = :dial_list_id::uuid AND state = 'OPEN'
