// SPDX-License-Identifier: Apache-2.0
// What surrounds every page: the look, the language, the way to the server, the session.
import { useEffect, useState } from 'react';
import { App as Antd, Button, ConfigProvider } from './parts/antd';
import type { Locale } from 'antd/es/locale';
import english from 'antd/es/locale/en_US';
import { QueryClientProvider } from '@tanstack/react-query';
import { TransportProvider } from '@connectrpc/connect-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';
import { queries, transport } from './api';
import { pages, router } from './router';
import { SessionGate } from './shell/gate';
import { useMode } from './mode';
import { themeFor } from './theme';

/** antd's own words. There is always one of them: all would be put up anew if the first came later. */
const locales: Record<string, () => Promise<Locale>> = {
  en: async () => english,
  'zh-CN': async () => (await import('antd/es/locale/zh_CN')).default,
};

/** Fetches the page where somebody starts; as long as nobody knows who, while he types, that is the first. */
export function fetchStart(start = pages[0]) {
  const here = location.pathname.slice(import.meta.env.BASE_URL.length - 1);
  router.preloadRoute({ to: here === '/' ? start.path : here } as never).catch(() => {});
  return here === '/' ? start : undefined;
}

/** Somebody came in: nothing is left of who was here before, and his page asks its first question before anything is put up. */
export async function begin({ user, grants }: WhoAmIReplyJson) {
  queries.clear();
  const start = pages.find((page) => grants?.some(({ permission }) => permission && page.needs.includes(permission) || permission === '*'));
  if (!start || user?.mustChangePassword) return;
  const page = fetchStart(start);
  if (page) router.history.replace(`${import.meta.env.BASE_URL}${page.path.slice(1)}`); /* the first page once, not on the way to it */
  (await page?.load?.().catch(() => undefined))?.ask();
}

/** Without anybody, all that surrounds the pages: what it costs to put up is paid before somebody waits for it. */
export function App({ who, onEnd }: { who?: WhoAmIReplyJson; onEnd: () => void }) {
  const mode = useMode();
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>(english);
  useEffect(() => { locales[i18n.language]?.().then(setLocale); }, [i18n.language]);
  return (
    <ConfigProvider theme={themeFor(mode)} locale={locale} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <Antd message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <TransportProvider transport={transport}>
            {who ? <SessionGate who={who} onEnd={onEnd}><RouterProvider router={router} /></SessionGate>
              : <div hidden><Button type="text" /></div>}
          </TransportProvider>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}
