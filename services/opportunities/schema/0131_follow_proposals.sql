-- Words of proposals and prepared clauses are forgotten as well.
SELECT private_words('proposal_point', 'opportunity_id', '{feature,benefit}');
SELECT private_words('prepared_clauses', 'opportunity_id', '{remark}');
