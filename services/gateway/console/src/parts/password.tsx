// SPDX-License-Identifier: Apache-2.0
// The form in which a user chooses another password, at the first sign-in and whenever he likes.
import { useState, type FormEvent, type ReactNode } from 'react';
import { Alert, Button, Input } from './antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { transport } from '../api';
import { useErrorText } from '../shell/states';

const least = 10;

export function PasswordForm({ head, old, onDone }: { head?: ReactNode; old: string; onDone: (sessionsEnded: number) => Promise<void> | void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    if (given.get('new') !== given.get('again')) return setRefusal(t('password.differ'));
    setBusy(true);
    setRefusal('');
    try {
      const reply = await callUnaryMethod(transport, Identity.method.changePassword, { oldPassword: String(given.get('old')), newPassword: String(given.get('new')) });
      form.reset();
      await onDone(reply.sessionsEnded);
    } catch (error) {
      setRefusal(errorText(error));
    }
    setBusy(false);
  }
  return (
    <form className="stack" onSubmit={submit} aria-labelledby="password-title">
      {head}
      {refusal && <Alert type="error" showIcon title={refusal} role="alert" />}
      <label className="field">{old}<Input type="password" name="old" autoComplete="current-password" required /></label>
      <label className="field">{t('password.new')}<Input type="password" name="new" autoComplete="new-password" minLength={least} required /></label>
      <label className="field">{t('password.again')}<Input type="password" name="again" autoComplete="new-password" minLength={least} required /></label>
      <Button type="primary" htmlType="submit" loading={busy} block>{t('password.save')}</Button>
    </form>
  );
}
