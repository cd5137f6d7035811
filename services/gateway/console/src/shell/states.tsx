// SPDX-License-Identifier: Apache-2.0
// What a page shows when it has nothing to show: loading, nothing there, failed, not allowed, not here.
import type { ReactNode } from 'react';
import { Button } from '../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { useTranslation } from 'react-i18next';
import { reasonOf } from '../api';

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

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="state" role="status" aria-label={t('state.loading')}>
      <div className="skeleton" /><div className="skeleton" /><div className="skeleton short" />
    </div>
  );
}

export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return <div className="state"><p className="state-title">{title}</p>{children && <div className="quiet">{children}</div>}</div>;
}

export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const text = useErrorText();
  if (ConnectError.from(error).code === Code.PermissionDenied) return <NoPermission />;
  return (
    <div className="state" role="alert">
      <p className="state-title">{t('state.failed')}</p>
      <p className="quiet">{text(error)}</p>
      {again && <Button onClick={again}>{t('state.again')}</Button>}
    </div>
  );
}

export function NoPermission() {
  const { t } = useTranslation();
  return <div className="state"><p className="state-title">{t('state.denied')}</p><p className="quiet">{t('state.deniedWhy')}</p></div>;
}

export function NotHere() {
  const { t } = useTranslation();
  return <div className="state"><p className="state-title">{t('state.notHere')}</p></div>;
}

export function PageFailed({ error }: { error: unknown }) {
  return <Failure error={error} again={() => location.reload()} />;
}
