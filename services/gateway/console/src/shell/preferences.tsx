// SPDX-License-Identifier: Apache-2.0
// Language and light or dark, kept in the browser.
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../i18n';
import { setMode, useMode } from '../mode';

const sun = <><circle cx="8" cy="8" r="3" /><path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5L13 13M3 13l1.5-1.5M11.5 4.5L13 3" /></>;
const moon = <path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z" />;

export function Preferences() {
  const { t, i18n } = useTranslation();
  const dark = useMode() === 'dark';
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <span className="preferences">
      <button type="button" className="tool" lang={other} onClick={() => setLanguage(other)}>{other === 'en' ? 'English' : '中文'}</button>
      <button type="button" className="tool" aria-label={dark ? t('shell.light') : t('shell.dark')} title={dark ? t('shell.light') : t('shell.dark')}
        onClick={() => setMode(dark ? 'light' : 'dark')}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">{dark ? sun : moon}</svg>
      </button>
    </span>
  );
}
