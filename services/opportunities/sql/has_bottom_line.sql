SELECT EXISTS (SELECT FROM bottom_line WHERE opportunity_id = :id::uuid) AS bottom_line_set
