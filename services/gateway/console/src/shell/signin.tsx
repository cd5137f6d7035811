// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';
import { Refused, signIn } from '../door';
import { Preferences } from './preferences';

/** "resource_exhausted" is our "error.ResourceExhausted". */
export function useRefusalText() {
  const { t, i18n } = useTranslation();
  return ({ code, message }: Refused) => {
    const key = `error.${code.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase())}`;
    return i18n.exists(key) ? t(key, { cause: message }) : t('error.Unknown', { cause: message });
  };
}

export function SignIn({ onEnter }: { onEnter: (who?: WhoAmIReplyJson) => Promise<void> }) {
  const { t, i18n } = useTranslation();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal('');
    try {
      const { outcome, lockedUntil, who } = await signIn(String(given.get('login')).trim(), String(given.get('password')));
      if (outcome === 'SIGNED_IN') await onEnter(who);
      else if (outcome === 'LOCKED' && lockedUntil) setRefusal(t('signin.locked', { time: new Date(lockedUntil).toLocaleTimeString(i18n.language, { hour: '2-digit', minute: '2-digit' }) }));
      else setRefusal(t('signin.refused'));
    } catch (error) {
      setRefusal(refusalText(error as Refused));
    }
    setBusy(false);
  }

  return (
    <main className="signin">
      <form onSubmit={submit} aria-labelledby="signin-title" aria-busy={busy}>
        <h1 id="signin-title"><img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="28" height="28" /> Dealspine</h1>
        <p className="quiet">{t('signin.subtitle')}</p>
        {refusal && <p className="notice bad" role="alert">{refusal}</p>}
        <label>{t('signin.login')}<input className="plain-input" name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus required /></label>
        <label>{t('signin.password')}<input className="plain-input" name="password" type="password" autoComplete="current-password" required /></label>
        <button type="submit" className="button primary">{t('signin.enter')}</button>
      </form>
      <Preferences />
    </main>
  );
}
