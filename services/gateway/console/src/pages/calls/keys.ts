// SPDX-License-Identifier: Apache-2.0
// Hot keys of the workbench. They never fire while an input method composes, nor out of a field where the key is text.
import { useEffect, useRef } from 'react';

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
    !['radio', 'checkbox'].includes((target as HTMLInputElement).type));
const isControl = (target: EventTarget | null) => target instanceof HTMLElement && !!target.closest('button, a, [role=dialog]');

/** `act` gives true where it used the key. */
export function useKeys(act: (key: string, event: KeyboardEvent) => boolean) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const composing = event.isComposing || event.keyCode === 229;
      if (composing || event.altKey || event.metaKey || event.repeat) return;
      if (event.key === 'Escape' && isText(event.target)) {
        (event.target as HTMLElement).blur();
        return;
      }
      if (document.querySelector('[role=dialog]')) return;
      const save = event.key === 'Enter' && event.ctrlKey;
      if (!save && (event.ctrlKey || isText(event.target) || (event.key === 'Enter' && isControl(event.target)))) return;
      if (latest.current(event.key, event)) event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
