-- One row for an opportunity of the owner's chain, its figures NULL where none was set.
-- into: BottomLine
SELECT
    bottom_line.ours_minor, bottom_line.customers_minor, bottom_line.remark, bottom_line.set_by, bottom_line.set_at
FROM opportunity LEFT JOIN bottom_line ON bottom_line.opportunity_id = opportunity.id
WHERE opportunity.id = :id::uuid AND starts_with(opportunity.owner_path, :scope::text)
