-- What follows the customers: who is one with whom, and whose words are forgotten.
SELECT alias_bearer('delivery_plan', 'customer_id', '{contract_id,opportunity_id}');
SELECT alias_bearer('survey', 'customer_id', '{contract_id}');
SELECT alias_bearer('improvement', 'customer_id', '{}');
SELECT alias_bearer('case_file', 'customer_id', '{id,contract_id}');
SELECT alias_bearer('return_visit', 'customer_id', '{contract_id}');
SELECT private_words('delivery_plan', 'id', '{confirmed_by,change_request}');
SELECT private_words('delivery_item', 'plan_id', '{content,rejection_remark}');
SELECT private_words('survey', 'id', '{comment}');
SELECT private_words('improvement', 'id', '{measure}');
SELECT private_words('case_file', 'id', '{text,finding,proposal,feedback}');
SELECT private_words('preventive_action', 'case_id', '{measure}');
SELECT private_words('return_visit', 'id', '{need,problem,suggestion}');
