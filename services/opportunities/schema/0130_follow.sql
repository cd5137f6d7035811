-- What follows the customers: who is one with whom, and whose words are forgotten.
SELECT alias_bearer('opportunity', 'customer_id', '{id,lead_id}');
SELECT private_words('opportunity', 'id', '{title}');
SELECT private_words('scorecard', 'opportunity_id',
    '{urgency_evidence,purchasing_power_evidence,decision_authority_evidence,competitive_situation_evidence}');
SELECT private_words('stage_visit', 'opportunity_id', '{override_note}');
SELECT private_words('criterion_evidence', 'opportunity_id', '{evidence}');
SELECT private_words('outcome', 'opportunity_id', '{remark}');
SELECT private_words('decision_step', 'opportunity_id', '{blocker}');
SELECT private_words('blocker', 'opportunity_id', '{text,action,resolution}');
SELECT private_words('strategy', 'opportunity_id', '{value_proposition,competitive_edge,communication_mode}');
SELECT private_words('battle_card', 'opportunity_id', '{their_edge,our_counter}');
SELECT private_words('pain', 'opportunity_id', '{pain,example}');
SELECT private_words('objection', 'opportunity_id', '{objection,answer}');
SELECT private_words('negotiation', 'opportunity_id', '{needs,price_sensitivity}');
SELECT private_words('bottom_line', 'opportunity_id', '{remark}');
SELECT private_words('engineer_request', 'opportunity_id', '{remark}');
