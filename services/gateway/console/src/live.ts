// SPDX-License-Identifier: Apache-2.0
// What colleagues do shows by itself: the event stream says what changed, and what is on the screen of that service is
// asked for again. Without the permission to read events the lists are asked for every few seconds instead.
import { useEffect, useState } from 'react';
import { refresh } from './api';
import { useMay } from './session';

export type Live = 'on' | 'off' | 'polling';
const services = ['leads', 'customers', 'opportunities', 'contracts'];
const settleMs = 250;
const pollMs = 10_000;

export function useLive(): Live {
  const streams = useMay()('events.read');
  const [live, setLive] = useState<Live>(streams ? 'off' : 'polling');
  useEffect(() => {
    if (!streams) {
      const timer = setInterval(() => { if (!document.hidden) refresh(...services); }, pollMs);
      return () => clearInterval(timer);
    }
    const changed = new Set<string>();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`/events?domains=${services.join(',')}`);
    const hear = (event: MessageEvent) => {
      changed.add(JSON.parse(event.data).domain);
      waiting ??= setTimeout(() => {
        refresh(...changed);
        changed.clear();
        waiting = undefined;
      }, settleMs);
    };
    for (const type of types) source.addEventListener(type, hear);
    source.onopen = () => setLive('on');
    source.onerror = () => setLive('off');
    return () => { source.close(); clearTimeout(waiting); };
  }, [streams]);
  return live;
}

/** EventSource tells only the types one asks for. Those that change what a page shows. */
const types = [
  'lead.captured', 'lead.scored', 'lead.assigned', 'lead.pooled', 'lead.claimed', 'lead.released', 'lead.recycled',
  'lead.followed_up', 'lead.qualified', 'lead.converted', 'lead.conversion_failed', 'lead.disqualified',
  'lead.nurturing_started', 'lead.reopened', 'lead.first_contacted', 'customer.owner_changed', 'call.requested', 'call.answered',
  'call.ended', 'call.wrapped', 'activity.completed', 'activity.planned', 'opportunity.created', 'opportunity.stage_changed',
  'opportunity.purchase_stage_changed', 'opportunity.scored', 'opportunity.forecast_changed', 'opportunity.committed',
  'opportunity.won', 'opportunity.lost', 'opportunity.abandoned', 'opportunity.reopened', 'contract.drafted',
  'contract.submitted', 'contract.step_approved', 'contract.step_returned', 'contract.step_rejected', 'contract.approved',
  'contract.recalled', 'contract.cancelled', 'contract.sent_for_signature', 'contract.party_signed',
  'contract.signature_declined', 'contract.signed', 'contract.effective', 'contract.voided',
];
