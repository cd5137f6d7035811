// SPDX-License-Identifier: Apache-2.0
// Light or dark: as chosen here before, else as the system has it.
import { useSyncExternalStore } from 'react';

export type Mode = 'light' | 'dark';
const heard = new Set<() => void>();
const system = matchMedia('(prefers-color-scheme: dark)');

function mode(): Mode {
  const kept = localStorage.getItem('theme');
  return kept === 'light' || kept === 'dark' ? kept : system.matches ? 'dark' : 'light';
}

const show = () => {
  document.documentElement.dataset.theme = mode();
  heard.forEach((tell) => tell());
};

export function setMode(next: Mode) {
  localStorage.setItem('theme', next);
  show();
}

export function useMode(): Mode {
  return useSyncExternalStore((tell) => { heard.add(tell); return () => heard.delete(tell); }, mode);
}

system.addEventListener('change', show);
show();
