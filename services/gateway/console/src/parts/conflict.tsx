// SPDX-License-Identifier: Apache-2.0
// Editing while others edit: what was typed is kept beside what a colleague saved meanwhile, and each field on which both
// differ asks which of the two shall stand. Nothing is saved before that is said.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Values = Record<string, string>;
type Choice = { version: bigint; take: 'mine' | 'theirs' };

/** `version` and `theirs` are those of the record as it is now; they may change while the form is open. */
export function useEditing(version: bigint, theirs: Values) {
  const [base] = useState({ version, values: theirs });
  const [typed, setTyped] = useState<Values>({});
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const names = Object.keys(theirs);
  const chosen = (name: string) => (choices[name]?.version === version ? choices[name].take : undefined);
  const movedThere = version === base.version ? [] : names.filter((name) => theirs[name] !== base.values[name]);
  const conflicts = movedThere.filter((name) => name in typed && typed[name] !== theirs[name]);
  const value = (name: string) => (name in typed && chosen(name) !== 'theirs' ? typed[name] : theirs[name]);
  return {
    value,
    set: (name: string, to: string) => {
      setTyped((now) => ({ ...now, [name]: to }));
      if (conflicts.includes(name)) setChoices((now) => ({ ...now, [name]: { version, take: 'mine' } }));
    },
    /** Names of fields whose value differs from the record as it is now. */
    changed: names.filter((name) => value(name) !== theirs[name]),
    movedThere,
    conflicts,
    chosen,
    choose: (name: string, take: Choice['take']) => setChoices((now) => ({ ...now, [name]: { version, take } })),
    /** Every field on which both differ was decided. */
    settled: conflicts.every((name) => chosen(name)),
    mine: (name: string) => typed[name],
    before: (name: string) => base.values[name],
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** The banner of a record that a colleague changed: what is new, and both values where the form has another one. `say` puts
 *  a value into words that is kept as JSON. */
export function Conflict({ editing, theirs, labels, say = {} }: { editing: Editing; theirs: Values; labels: Record<string, string>; say?: Record<string, (text: string) => string> }) {
  const { t } = useTranslation();
  if (!editing.movedThere.length) return null;
  const shown = (name: string, text: string) => (text && (say[name]?.(text) ?? text)) || t('conflict.empty');
  return (
    <div className="notice stack" role="alert" data-conflict>
      <b>{editing.conflicts.length ? t('conflict.both') : t('conflict.moved')}</b>
      {editing.movedThere.map((name) => editing.conflicts.includes(name) ? (
        <fieldset key={name} className="versus" data-field={name}>
          <legend>{labels[name]}</legend>
          <label><input type="radio" name={`both-${name}`} checked={editing.chosen(name) === 'mine'} onChange={() => editing.choose(name, 'mine')} />
            <span className="quiet">{t('conflict.mine')}</span> <ins>{shown(name, editing.mine(name))}</ins></label>
          <label><input type="radio" name={`both-${name}`} checked={editing.chosen(name) === 'theirs'} onChange={() => editing.choose(name, 'theirs')} />
            <span className="quiet">{t('conflict.theirs')}</span> <ins>{shown(name, theirs[name])}</ins></label>
        </fieldset>
      ) : (
        <div key={name} className="small" data-moved={name}>{labels[name]}: <del>{shown(name, editing.before(name))}</del> → <ins>{shown(name, theirs[name])}</ins></div>
      ))}
    </div>
  );
}
