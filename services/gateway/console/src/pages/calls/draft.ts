// SPDX-License-Identifier: Apache-2.0
// What is typed is kept in the browser with every keystroke, so that a crash loses nothing. It goes when it was saved.
import { useEffect, useState } from 'react';

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
}

const empty: Draft = { need: '', concern: '', feedback: '', note: '', intent: '', next: '', anyone: false, disposition: '', callId: '' };
const place = (user: string, lead: string) => `draft:${user}:${lead}`;

function read(user: string, lead: string): Draft {
  try {
    return { ...empty, ...JSON.parse(localStorage.getItem(place(user, lead)) ?? '{}') };
  } catch {
    return empty;
  }
}

export function useDraft(user: string, lead: string) {
  const [draft, setDraft] = useState(() => read(user, lead));
  useEffect(() => setDraft(read(user, lead)), [user, lead]);
  const write = (change: Partial<Draft>) => setDraft((now) => {
    const next = { ...now, ...change };
    localStorage.setItem(place(user, lead), JSON.stringify(next));
    return next;
  });
  const drop = () => {
    localStorage.removeItem(place(user, lead));
    setDraft(empty);
  };
  return { draft, write, drop };
}

/** The lead an agent had before the browser went away. */
export const kept = {
  read: (user: string) => localStorage.getItem(`workbench:${user}`) ?? '',
  write: (user: string, lead: string) => lead ? localStorage.setItem(`workbench:${user}`, lead) : localStorage.removeItem(`workbench:${user}`),
};
