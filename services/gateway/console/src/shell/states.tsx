// SPDX-License-Identifier: Apache-2.0
// What a page shows when it has nothing to show: loading, nothing there, failed, not allowed, not here; or
// what it has is old.
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from '../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { useTranslation } from 'react-i18next';
import { queries, reasonOf } from '../api';

export { Loading } from './loading';

/** A sentence for people: by the server's reason where we have one, else by the kind of error. */
export function useErrorText() {
  const { t, i18n } = useTranslation();
  return (error: unknown) => {
    const known = ConnectError.from(error);
    const byReason = `reason.${reasonOf(error)}`;
    if (i18n.exists(byReason)) return t(byReason);
    if (known.code === Code.InvalidArgument || known.code === Code.FailedPrecondition) {
      return t(`error.${Code[known.code]}`, { cause: known.rawMessage });
    }
    const byCode = `error.${Code[known.code]}`;
    return i18n.exists(byCode) ? t(byCode) : t('error.Unknown', { cause: known.rawMessage });
  };
}

const pictures = {
  nothing: <><path d="M6 24l6-14h24l6 14v12a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" /><path d="M6 24h11l3 5h8l3-5h11" /></>,
  failed: <><path d="M24 8l18 31H6z" /><path d="M24 20v9M24 33.5v.5" /></>,
  denied: <><rect x="11" y="21" width="26" height="19" rx="3" /><path d="M16 21v-6a8 8 0 0 1 16 0v6M24 29v4" /></>,
};

/** What stands in the place of something: a picture, what is the matter, why, and what to do. */
function State({ picture, title, children, act, role }: { picture: keyof typeof pictures; title: string; children?: ReactNode; act?: ReactNode; role?: 'alert' }) {
  return (
    <div className="state" role={role}>
      <svg className="state-picture" width="48" height="48" viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" aria-hidden="true">{pictures[picture]}</svg>
      <p className="state-title">{title}</p>
      {children && <div className="quiet state-why">{children}</div>}
      {act}
    </div>
  );
}

export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return <State picture="nothing" title={title}>{children}</State>;
}

export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  if (ConnectError.from(error).code === Code.PermissionDenied) return <NoPermission />;
  return <State picture="failed" title={t('state.failed')} role="alert" act={again && <Button onClick={again}>{t('state.again')}</Button>}>{text(error)}</State>;
}

const home = (text: string) => <a className="link" href={import.meta.env.BASE_URL}>{text}</a>;

export function NoPermission() {
  const { t } = useTranslation();
  return <State picture="denied" title={t('state.denied')} act={home(t('state.home'))}>{t('state.deniedWhy')}</State>;
}

export function NotHere() {
  const { t } = useTranslation();
  return <State picture="nothing" title={t('state.notHere')} act={home(t('state.home'))}>{t('state.notHereWhy')}</State>;
}

export function PageFailed({ error }: { error: unknown }) {
  return <Failure error={error} again={() => location.reload()} />;
}

/** What is on the page could not be asked for again: it says so, and since when it is as it stands. */
export function Stale() {
  const { t, i18n } = useTranslation();
  const cache = queries.getQueryCache();
  const old = () => cache.getAll().filter((one) => one.isActive() && one.state.status === 'error' && one.state.data !== undefined);
  const since = useSyncExternalStore((tell) => cache.subscribe(tell), () => Math.min(...old().map((one) => one.state.dataUpdatedAt)));
  if (since === Infinity) return null;
  return (
    <div className="notice" role="status">
      <span>{t('state.stale', { time: new Date(since).toLocaleTimeString(i18n.language, { hour: '2-digit', minute: '2-digit' }) })}</span>
      <Button size="small" onClick={() => old().forEach((one) => { one.fetch().catch(() => {}); })}>{t('state.again')}</Button>
    </div>
  );
}
