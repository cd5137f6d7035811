-- How long the first response took, in business hours. Leads contacted before have none until the projections are rebuilt.
ALTER TABLE lead_fact ADD COLUMN response_s bigint;

INSERT INTO metric (code, name, formula, sources, grain, unit, owner, version, targetable) VALUES
    ('first_response', 'First-response time',
     'of the leads captured in the period, duplicates and withdrawn ones left out, and first contacted within N days: (first attempt - captured) in seconds of business hours, every hour where none are set; average and median. An attempt that is told of more than 15 minutes after it was counts from when it was told of',
     '{lead.captured,lead.first_contacted}', 'lead', 's', 'sales_manager', 1, false);
