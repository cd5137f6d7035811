// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { Alert, Button, Input } from '../parts/antd';
import { useTranslation } from 'react-i18next';
import { SignInReply_Outcome } from '@dealspine/api/dealspine/identity_pb';
import { useErrorText } from './states';
import { Preferences } from './preferences';
import { signIn } from '../session';
import { clock } from '../parts/values';

export function SignIn({ onEnter }: { onEnter: () => Promise<void> }) {
  const { t, i18n } = useTranslation();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal('');
    try {
      const reply = await signIn(String(given.get('login')).trim(), String(given.get('password')));
      if (reply.outcome === SignInReply_Outcome.SIGNED_IN) {
        await onEnter();
      } else if (reply.outcome === SignInReply_Outcome.LOCKED) {
        setRefusal(t('signin.locked', { time: clock(reply.lockedUntil, i18n.language) }));
      } else {
        setRefusal(t('signin.refused'));
      }
    } catch (error) {
      setRefusal(errorText(error));
    }
    setBusy(false);
  }

  return (
    <main className="signin">
      <form onSubmit={submit} aria-labelledby="signin-title">
        <h1 id="signin-title"><img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="28" height="28" /> Dealspine</h1>
        <p className="quiet">{t('signin.subtitle')}</p>
        {refusal && <Alert type="error" showIcon title={refusal} role="alert" />}
        <label>{t('signin.login')}<Input name="login" size="large" autoComplete="username" autoFocus required /></label>
        <label>{t('signin.password')}
          <Input.Password name="password" size="large" autoComplete="current-password" visibilityToggle={false} required />
        </label>
        <Button type="primary" size="large" htmlType="submit" loading={busy} block>{t('signin.enter')}</Button>
      </form>
      <Preferences />
    </main>
  );
}
