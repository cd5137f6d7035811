-- No statement has ever asked for a lane, and patterns of types cannot be found in an index: both only cost the writers of
-- the log, two entries an event.
DROP INDEX event_lane_pos_idx, event_type_pos_idx;
