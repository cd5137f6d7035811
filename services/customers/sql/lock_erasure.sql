-- Replicas hear of the last two services at the same moment: one of them waits here, and then sees that nobody is left.
SELECT customer_id FROM erase_audit WHERE customer_id = :customer_id::uuid FOR UPDATE
