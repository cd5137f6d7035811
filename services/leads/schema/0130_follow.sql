-- What follows the customers: who is one with whom, and whose words are forgotten.
SELECT alias_bearer('lead', 'customer_id', '{id}');
SELECT alias_bearer('callback', 'customer_id', '{lead_id}');
SELECT private_words('lead', 'id', '{phone_masked,email_masked,landing_page,attributes}');
SELECT private_words('qualification', 'lead_id',
    '{urgency_evidence,purchasing_power_evidence,decision_authority_evidence,competition_evidence}');
SELECT private_words('lead_touch', 'lead_id', '{landing_page}');
