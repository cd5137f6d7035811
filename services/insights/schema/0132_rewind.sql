-- A cursor set back has read nothing yet: without an epoch it begins with what is kept, though the log's beginning is gone.
DO $$
BEGIN
    EXECUTE replace(pg_get_functiondef('rewind_projections'::regproc), 'SET pos = 0', 'SET pos = 0, epoch = ''''');
END $$;
