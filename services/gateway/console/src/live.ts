// SPDX-License-Identifier: Apache-2.0
// What colleagues do shows by itself: a stream of hints says in which service something changed that the user may read,
// and what is on the screen of that service is asked for again. What leaves his scope is not told; a slow question sees it.
import { useEffect, useState } from 'react';
import { refresh } from './api';
import { useMay } from './session';

export type Live = 'on' | 'off' | 'polling';
const services = ['leads', 'customers', 'opportunities', 'contracts'];
/** Several events of one act come at once; a file that is being imported brings thousands. */
const settleMs = 200;
const againMs = 700;
const pollMs = 30_000;
/** A browser comes back by itself from a cut, but not from an answer that is an error. */
const reopenMs = 3_000;

export function useLive(): Live {
  const may = useMay();
  const hinted = services.some((word) => may(`${word}.read`)) || may('leads.claim');
  const [live, setLive] = useState<Live>(hinted ? 'off' : 'polling');
  useEffect(() => {
    const poll = setInterval(() => { if (!document.hidden) refresh(...services); }, pollMs);
    if (!hinted) return () => clearInterval(poll);
    const changed = new Set<string>();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    let source: EventSource;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    const note = (...domains: string[]) => {
      for (const domain of domains) changed.add(domain);
      waiting ??= setTimeout(() => {
        refresh(...changed);
        changed.clear();
        waiting = undefined;
        last = Date.now();
      }, Math.max(settleMs, last + againMs - Date.now()));
    };
    const open = (again: boolean) => {
      source = new EventSource('/changes');
      source.addEventListener('changed', (event: MessageEvent) => note(JSON.parse(event.data).domain));
      source.onopen = () => {
        setLive('on');
        if (again) note(...services); /* a new stream does not know where the old one was */
        again = false;
      };
      source.onerror = () => {
        setLive('off');
        if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMs, true);
      };
    };
    open(false);
    return () => { source.close(); clearTimeout(reopening); clearTimeout(waiting); clearInterval(poll); };
  }, [hinted]);
  return live;
}
