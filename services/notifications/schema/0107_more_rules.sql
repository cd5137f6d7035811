-- Who is told of what leads, opportunities and contracts have learned to say: promised calls, delays, offers, money.
INSERT INTO rule (code, event_type, condition_field, condition_value, audience, audience_value, template, topic, urgency, channels)
VALUES
    ('callback.due', 'callback.due', NULL, NULL, 'FIELD', 'ownerId', 'callback.due', 'lead', 'URGENT', '{IN_APP,EMAIL}'),
    ('callback.missed', 'callback.missed', NULL, NULL, 'FIELD', 'ownerId', 'callback.missed', 'lead', 'URGENT', '{IN_APP,EMAIL}'),
    ('callback.missed_manager', 'callback.missed', NULL, NULL, 'MANAGER', 'sales_manager', 'callback.missed', 'lead', 'NORMAL', '{IN_APP}'),
    ('lead.response_escalated', 'lead.response_sla_escalated', NULL, NULL, 'MANAGER', 'sales_manager', 'lead.response_escalated', 'lead', 'URGENT', '{IN_APP,EMAIL}'),
    ('script.review_due', 'script.review_due', NULL, NULL, 'FIELD', 'authorId', 'script.review_due', 'lead', 'LOW', '{IN_APP}'),
    ('opportunity.stalled', 'opportunity.stalled', NULL, NULL, 'FIELD', 'ownerId', 'opportunity.stalled', 'opportunity', 'NORMAL', '{IN_APP,EMAIL}'),
    ('opportunity.milestone_missed', 'opportunity.milestone_missed', NULL, NULL, 'FIELD', 'planOwnerId', 'opportunity.milestone_missed', 'opportunity', 'NORMAL', '{IN_APP,EMAIL}'),
    ('opportunity.engineer_requested', 'opportunity.engineer_requested', NULL, NULL, 'FIELD', 'engineerId', 'opportunity.engineer_requested', 'opportunity', 'NORMAL', '{IN_APP,EMAIL}'),
    ('quote.approval_waiting', 'quote.approval_requested', NULL, NULL, 'MANAGER', 'sales_manager', 'quote.approval_waiting', 'opportunity', 'NORMAL', '{IN_APP,EMAIL}'),
    ('contract.expiring', 'contract.expiring', NULL, NULL, 'FIELD', 'ownerId', 'contract.expiring', 'contract', 'NORMAL', '{IN_APP,EMAIL}'),
    ('contract.held', 'contract.hold_placed', NULL, NULL, 'OWNER', NULL, 'contract.held', 'contract', 'URGENT', '{IN_APP,EMAIL}'),
    ('instalment.overdue', 'instalment.overdue', NULL, NULL, 'FIELD', 'ownerId', 'instalment.overdue', 'contract', 'NORMAL', '{IN_APP,EMAIL}'),
    ('instalment.overdue_finance', 'instalment.overdue', NULL, NULL, 'ROLE', 'finance', 'instalment.overdue', 'contract', 'NORMAL', '{IN_APP}');

INSERT INTO template (code, channel, locale, title, body)
SELECT code, channel, locale, title,
    CASE WHEN channel = 'IN_APP' THEN body
        WHEN locale = 'en' THEN body || E'\n\nYou get this because of {event_type}, {subject_id}.\nWhat you get is yours to choose: SetPreferences.\n'
        ELSE body || E'\n\n本邮件由 {event_type}（{subject_id}）触发。\n接收方式可在通知偏好中设置。\n' END
FROM (VALUES
    ('callback.due', 'en', 'A promised call is due', 'You promised to call about lead {lead_id} at {promised_at:time}.'),
    ('callback.due', 'zh-CN', '约定回电时间已到', '您约定于 {promised_at:time} 就线索 {lead_id} 回电。'),
    ('callback.missed', 'en', 'A promised call was missed', 'Nobody called about lead {lead_id}, promised for {promised_at:time}.'),
    ('callback.missed', 'zh-CN', '约定回电未执行', '线索 {lead_id} 约定于 {promised_at:time} 的回电尚未执行。'),
    ('lead.response_escalated', 'en', 'A lead still waits for its first contact', 'Lead {lead_id} (grade {grade}) was to be contacted by {sla_due_at:time}; nobody has since.'),
    ('lead.response_escalated', 'zh-CN', '线索首次响应升级', '线索 {lead_id}（{grade} 级）应于 {sla_due_at:time} 前首次联系，至今未联系。'),
    ('script.review_due', 'en', 'A script is to be reviewed', 'Version {number} of script {code} is to be reviewed by {review_due}.'),
    ('script.review_due', 'zh-CN', '话术待复审', '话术 {code} 第 {number} 版应于 {review_due} 前复审。'),
    ('opportunity.stalled', 'en', 'An opportunity does not move', 'Opportunity {opportunity_id} (grade {grade}) has stood at {stage} since {since:time}.'),
    ('opportunity.stalled', 'zh-CN', '商机停滞', '商机 {opportunity_id}（{grade}）自 {since:time} 起停留在 {stage} 阶段。'),
    ('opportunity.milestone_missed', 'en', 'A milestone was missed', 'Milestone {code} of opportunity {opportunity_id} was due on {due_on}.'),
    ('opportunity.milestone_missed', 'zh-CN', '里程碑逾期', '商机 {opportunity_id} 的里程碑 {code} 应于 {due_on} 完成。'),
    ('opportunity.engineer_requested', 'en', 'You are asked for as an engineer', 'Opportunity {opportunity_id} asks for you by {wanted_on}. Accept or decline.'),
    ('opportunity.engineer_requested', 'zh-CN', '有商机请求技术支持', '商机 {opportunity_id} 请求您于 {wanted_on} 前提供技术支持，请接受或谢绝。'),
    ('quote.approval_waiting', 'en', 'An offer waits for your approval', 'Version {quote_version} of offer {quote_id} lies outside its price corridor: {net_minor:money}.'),
    ('quote.approval_waiting', 'zh-CN', '有报价待您审批', '报价 {quote_id} 第 {quote_version} 版超出价格区间：{net_minor:money}。'),
    ('contract.expiring', 'en', 'A contract ends soon', 'Contract {number} ends on {term_ends_on}: {amount_minor:money}.'),
    ('contract.expiring', 'zh-CN', '合同即将到期', '合同 {number} 将于 {term_ends_on} 到期，金额 {amount_minor:money}。'),
    ('contract.held', 'en', 'A contract is held', 'Contract {contract_id} is held until {expires_at:time}: criterion {criterion} of a call review.'),
    ('contract.held', 'zh-CN', '合同被暂缓', '合同 {contract_id} 因质检项 {criterion} 暂缓至 {expires_at:time}。'),
    ('instalment.overdue', 'en', 'A payment is overdue', 'Instalment {position} of contract {number} was due on {due_on}: {amount_minor:money}.'),
    ('instalment.overdue', 'zh-CN', '款项逾期', '合同 {number} 第 {position} 期应于 {due_on} 支付 {amount_minor:money}，尚未收齐。')
) AS shipped (code, locale, title, body)
CROSS JOIN (VALUES ('IN_APP'), ('EMAIL')) AS channels (channel);
