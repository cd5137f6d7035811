// SPDX-License-Identifier: Apache-2.0
// A filter that is typed: the server is asked when one is done, not at every key.
import { useEffect, useState } from 'react';

export function TextFilter({ label, value, onChange, numeric }: { label: string; value: string; onChange: (value: string) => void; numeric?: boolean }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const done = () => { if (typed.trim() !== value && (!numeric || /^\d*$/.test(typed.trim()))) onChange(typed.trim()); };
  return (
    <label className="field"><span>{label}</span>
      <input type="search" className="plain-input filter" value={typed} maxLength={100} inputMode={numeric ? 'numeric' : undefined} onBlur={done}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) done(); }}
        onChange={(event) => { setTyped(event.target.value); if (!event.target.value && value) onChange(''); }} />
    </label>
  );
}
