// SPDX-License-Identifier: Apache-2.0
// One's own account: who one is and may be, where one is signed in, another password.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh } from '../../api';
import { PasswordForm } from '../../parts/password';
import { Sessions } from '../../parts/sessions';
import { useSession } from '../../session';

export function Account() {
  const { t } = useTranslation();
  const { user } = useSession();
  const [ended, setEnded] = useState<number>();
  const changed = async (sessionsEnded: number) => { setEnded(sessionsEnded); await refresh('identity'); };
  return (
    <>
      <div className="head"><h1>{t('account.title')}</h1></div>
      <div className="columns">
        <Sessions empty={t('sessions.none')} />
        <div className="stack">
          <dl className="facts card">
            <dt>{t('account.name')}</dt><dd>{user.name}</dd>
            <dt>{t('signin.login')}</dt><dd>{user.login}</dd>
            <dt>{t('admin.team')}</dt><dd>{user.teamPath}</dd>
            <dt>{t('admin.roles')}</dt><dd>{user.roles.join(', ')}</dd>
            <dt>{t('customers.timeZone')}</dt><dd>{user.timeZone}</dd>
          </dl>
          <section className="card">
            <PasswordForm old={t('password.present')} onDone={changed} head={<>
              <h2 id="password-title">{t('password.title')}</h2>
              {ended !== undefined && <div className="notice good" role="status">{t('password.changed', { count: ended })}</div>}</>} />
          </section>
        </div>
      </div>
    </>
  );
}
