// SPDX-License-Identifier: Apache-2.0
// A password that somebody else chose is good for one sign-in: here its user chooses another.
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../parts/password';

export function FirstPassword({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <main className="signin">
      <PasswordForm old={t('password.old')} onDone={onDone} head={<><h1 id="password-title">{t('password.title')}</h1><p className="quiet">{t('password.why')}</p></>} />
    </main>
  );
}
