-- What follows the customers: who is one with whom, and whose words are forgotten.
SELECT alias_bearer('recording', 'customer_id', '{call_id,lead_id,opportunity_id}');
INSERT INTO missing_reason (code, accepted) VALUES ('CUSTOMER_ERASED', true);
SELECT private_words('evaluation', 'id', '{appeal_reason,review_remark}');
SELECT private_words('answer', 'evaluation_id', '{remark}');
