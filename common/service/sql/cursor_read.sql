-- bind: domains
INSERT INTO cursor (domain, epoch, pos)
SELECT domain, '', 0 FROM unnest(:domains::text[]) AS domain
ON CONFLICT (domain) DO UPDATE SET pos = cursor.pos
RETURNING domain, epoch, pos
