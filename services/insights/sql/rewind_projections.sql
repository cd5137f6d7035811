SELECT rewind_projections(:now::timestamptz)::text AS done
