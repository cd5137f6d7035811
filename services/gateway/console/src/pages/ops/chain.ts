// SPDX-License-Identifier: Apache-2.0
// Events of one request as the tree of what caused what.
import { timestampMs } from '@bufbuild/protobuf/wkt';
import type { Event } from '@dealspine/api/dealspine/events_pb';

export interface Link {
  event: Event;
  effects: Link[];
}

/** What began a part of the tree: a request of somebody, a question of another service on the way, or a timer set before. */
export interface Origin {
  id: string;
  kind: 'request' | 'question' | 'timer';
  actor: string;
  links: Link[];
}

export const at = (event: Event) => (event.recordedAt ? timestampMs(event.recordedAt) : 0);

export function chainOf(events: Event[]): Origin[] {
  const sorted = [...events].sort((a, b) => at(a) - at(b) || Number(a.pos - b.pos));
  const links = new Map(sorted.map((event) => [event.id, { event, effects: [] } as Link]));
  const origins = new Map<string, Origin>();
  for (const link of links.values()) {
    const { event } = link;
    const cause = links.get(event.causationId);
    if (cause && cause !== link) {
      cause.effects.push(link);
      continue;
    }
    const { kind: who = '', id = '' } = event.actor ?? {};
    const kind = who !== 'service' ? 'request' : id === event.domain ? 'timer' : 'question';
    const origin = origins.get(event.causationId) ?? { id: event.causationId, kind, actor: id, links: [] };
    origin.links.push(link);
    origins.set(event.causationId, origin);
  }
  return [...origins.values()];
}
