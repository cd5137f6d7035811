-- into: PurchaseStageVisit
SELECT
    visit.from_stage, visit.to_stage, visit.moved_at, visit.moved_by,
    extract(
        epoch FROM visit.moved_at - coalesce(lag(visit.moved_at) OVER (ORDER BY visit.seq), opportunity.created_at)
    )::bigint AS dwell_s
FROM purchase_stage_visit AS visit JOIN opportunity ON opportunity.id = visit.opportunity_id
WHERE visit.opportunity_id = :id::uuid
ORDER BY visit.seq
