// SPDX-License-Identifier: Apache-2.0
// What comes first: the sign-in page, or the console for whoever is signed in already. The console is fetched beside.
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';
import { whoIsThere, type Refused } from '../door';
import { Loading } from './loading';
import { SignIn, useRefusalText } from './signin';

const fetchApp = () => import('../app');
const App = lazy(() => fetchApp().then(({ App }) => ({ default: App })));
const first = whoIsThere();
first.then((who) => who && fetchApp(), () => {});

export function Entrance() {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [who, setWho] = useState<WhoAmIReplyJson | null>();
  const [error, setError] = useState<Refused>();
  const ask = (asked: Promise<WhoAmIReplyJson | null>) => {
    setError(undefined);
    return asked.then(setWho, setError);
  };
  useEffect(() => { ask(first); }, []);
  useEffect(() => { if (who === null) setTimeout(fetchApp); }, [who]);
  if (error) {
    return (
      <main className="signin"><div className="state" role="alert">
        <p className="state-title">{t('state.failed')}</p><p className="quiet">{refusalText(error)}</p>
        <button type="button" className="button" onClick={() => ask(whoIsThere())}>{t('state.again')}</button>
      </div></main>
    );
  }
  if (who === undefined) return <Loading />;
  if (!who) return <SignIn onEnter={() => ask(whoIsThere())} />;
  return <Suspense fallback={<Loading />}><App who={who} onEnd={() => setWho(null)} /></Suspense>;
}
