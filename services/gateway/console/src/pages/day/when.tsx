// SPDX-License-Identifier: Apache-2.0
// A time to come, by a button or typed, in the clock of this browser.
import { useTranslation } from 'react-i18next';

const minute = 60_000;
const typed = (date: Date) => new Date(date.getTime() - date.getTimezoneOffset() * minute).toISOString().slice(0, 16);
export const inMinutes = (count: number) => typed(new Date(Date.now() + count * minute));
export const morning = () => { const date = new Date(Date.now() + 1440 * minute); date.setHours(9, 30, 0, 0); return typed(date); };

export function Moment({ local, onChange, choices }: { local: string; onChange: (local: string) => void; choices: [string, () => string][] }) {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <div className="row">{choices.map(([text, at]) => <button key={text} type="button" className="pick" onClick={() => onChange(at())}>{text}</button>)}</div>
      <label className="field"><span>{t('day.laterAt')}</span><input className="plain-input" type="datetime-local" value={local} onChange={(event) => onChange(event.target.value)} /></label>
    </div>
  );
}
