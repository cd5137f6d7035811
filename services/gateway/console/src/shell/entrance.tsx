// SPDX-License-Identifier: Apache-2.0
// What comes first: the sign-in page, or the console for whoever is signed in already. The console is fetched beside.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';
import { Refused, whoIsThere } from '../door';
import { Loading } from './loading';
import { SignIn, useRefusalText } from './signin';

const fetchInside = () => import('../app').catch(() => { throw new Refused('unavailable', ''); });
type Inside = Awaited<ReturnType<typeof fetchInside>>;
/** With the console itself: by the time it is shown it is there, so that nothing stands in for it. */
async function entering(who: WhoAmIReplyJson | null) {
  if (!who) return null;
  const { App, begin } = await fetchInside();
  await begin(who);
  return { who, App };
}
const first = whoIsThere().then(entering);

export function Entrance() {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [inside, setInside] = useState<Awaited<typeof first>>();
  const [waiting, setWaiting] = useState<Inside>();
  const [error, setError] = useState<Refused>();
  const show = (asked: typeof first) => {
    setError(undefined);
    return asked.then(setInside, setError);
  };
  useEffect(() => { show(first); }, []);
  /* While somebody types, all is fetched and put up that does not depend on who he is. */
  useEffect(() => {
    if (inside === null) setTimeout(() => fetchInside().then((fetched) => { fetched.fetchStart(); setWaiting(fetched); }, () => {}));
  }, [inside]);
  if (error) {
    return (
      <main className="signin"><div className="state" role="alert">
        <p className="state-title">{t('state.failed')}</p><p className="quiet">{refusalText(error)}</p>
        <button type="button" className="button" onClick={() => show(whoIsThere().then(entering))}>{t('state.again')}</button>
      </div></main>
    );
  }
  if (inside === undefined) return <Loading />;
  const Shown = inside?.App ?? waiting?.App;
  return (
    <>
      {!inside && <SignIn onEnter={(who) => show((who ? Promise.resolve(who) : whoIsThere()).then(entering))} />}
      {Shown && <Shown who={inside?.who} onEnd={() => setInside(null)} />}
    </>
  );
}
