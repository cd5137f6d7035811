-- bind: criterion hits
INSERT INTO search_audit (at, actor, criterion, hits) VALUES (:now, :actor, :criterion, :hits::integer)
