// SPDX-License-Identifier: Apache-2.0
// What is typed is kept in the browser with every keystroke, so that a crash loses nothing. It goes when it was saved.
import { useRef, useState } from 'react';

export interface Draft {
  need: string;
  concern: string;
  feedback: string;
  note: string;
  intent: '' | 'UP' | 'SAME' | 'DOWN';
  next: string;
  anyone: boolean;
  disposition: string;
  callId: string;
  /** What of it was saved already, where a later step failed: the activity with its words, and the call. */
  activityId: string;
  said: string;
  wrapped: boolean;
}

const empty: Draft = { need: '', concern: '', feedback: '', note: '', intent: '', next: '', anyone: false, disposition: '', callId: '', activityId: '', said: '', wrapped: false };
const place = (user: string, lead: string) => `draft:${user}:${lead}`;

function read(user: string, lead: string): Draft {
  try {
    return { ...empty, ...JSON.parse(localStorage.getItem(place(user, lead)) ?? '{}') };
  } catch {
    return empty;
  }
}

/** Of one lead, as long as the component lives; of this call, where one is given and the draft is of none. */
export function useDraft(user: string, lead: string, callId = '') {
  const [draft, setDraft] = useState(() => {
    const found = read(user, lead);
    return { ...found, callId: found.callId || callId };
  });
  const latest = useRef(draft);
  const put = (next: Draft) => {
    latest.current = next;
    setDraft(next);
  };
  const write = (change: Partial<Draft>) => {
    put({ ...latest.current, ...change });
    localStorage.setItem(place(user, lead), JSON.stringify(latest.current));
  };
  const drop = () => {
    localStorage.removeItem(place(user, lead));
    put(empty);
  };
  return { draft, write, drop };
}

/** The lead an agent had before the browser went away. */
export const kept = {
  read: (user: string) => localStorage.getItem(`workbench:${user}`) ?? '',
  write: (user: string, lead: string) => lead ? localStorage.setItem(`workbench:${user}`, lead) : localStorage.removeItem(`workbench:${user}`),
};
