// SPDX-License-Identifier: Apache-2.0
// Two languages, each in a file of its own that is fetched when it is chosen. Keys are flat.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'en' | 'zh-CN';
export const languages: Language[] = ['zh-CN', 'en'];

const texts = {
  en: () => import('./en.json'),
  'zh-CN': () => import('./zh-CN.json'),
};

function chosen(): Language {
  const kept = localStorage.getItem('language');
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

export async function setLanguage(language: Language) {
  localStorage.setItem('language', language);
  i18next.addResourceBundle(language, 'translation', (await texts[language]()).default);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export async function startLanguage() {
  await i18next.use(initReactI18next).init({
    lng: chosen(),
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await setLanguage(chosen());
}
