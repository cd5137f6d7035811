-- into: CountUnreadReply
SELECT count(*) AS unread, count(*) FILTER (WHERE urgency = 'URGENT') AS urgent
FROM notification
WHERE recipient_id = :actor::uuid AND channel = 'IN_APP' AND state = 'SENT'
