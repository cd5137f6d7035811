-- Who sees few owners' leads reads the best, or the latest, of each of these in order; who sees many reads them all in order.
CREATE INDEX lead_best_of_owner ON lead (owner_path, (-priority), id);
CREATE INDEX lead_latest_of_owner ON lead (owner_path, captured_at DESC, id);
