-- Clause sets that the seller had prepared; they come with the opportunity into the draft.
ALTER TABLE contract ADD COLUMN prepared_clause_sets text[] NOT NULL DEFAULT '{}';
