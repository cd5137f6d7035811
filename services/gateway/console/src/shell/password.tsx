// SPDX-License-Identifier: Apache-2.0
// A password that somebody else chose is good for one sign-in: here its user chooses another.
import { useState, type FormEvent } from 'react';
import { Alert, Button, Input } from '../parts/antd';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { transport } from '../api';
import { useErrorText } from './states';

const least = 10;

export function FirstPassword({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (given.get('new') !== given.get('again')) return setRefusal(t('password.differ'));
    setBusy(true);
    try {
      await callUnaryMethod(transport, Identity.method.changePassword, { oldPassword: String(given.get('old')), newPassword: String(given.get('new')) });
      await onDone();
    } catch (error) {
      setRefusal(errorText(error));
    }
    setBusy(false);
  }
  return (
    <main className="signin">
      <form onSubmit={submit} aria-labelledby="password-title">
        <h1 id="password-title">{t('password.title')}</h1>
        <p className="quiet">{t('password.why')}</p>
        {refusal && <Alert type="error" showIcon title={refusal} role="alert" />}
        <label>{t('password.old')}<Input.Password name="old" autoComplete="current-password" visibilityToggle={false} required /></label>
        <label>{t('password.new')}<Input.Password name="new" autoComplete="new-password" visibilityToggle={false} minLength={least} required /></label>
        <label>{t('password.again')}<Input.Password name="again" autoComplete="new-password" visibilityToggle={false} minLength={least} required /></label>
        <Button type="primary" htmlType="submit" loading={busy} block>{t('password.save')}</Button>
      </form>
    </main>
  );
}
