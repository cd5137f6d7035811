-- Events are found by their id and by the request that began them. Those recorded before have no correlation here: they are
-- found by their id alone.
ALTER TABLE event ADD COLUMN correlation_id uuid;
CREATE INDEX ON event (id);
CREATE INDEX ON event (correlation_id, pos);
