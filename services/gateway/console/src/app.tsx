// SPDX-License-Identifier: Apache-2.0
// What surrounds every page: the look, the language, the way to the server, the session.
import { useEffect, useState } from 'react';
import { App as Antd, ConfigProvider } from './parts/antd';
import type { Locale } from 'antd/es/locale';
import { QueryClientProvider } from '@tanstack/react-query';
import { TransportProvider } from '@connectrpc/connect-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries, transport } from './api';
import { router } from './router';
import { SessionGate } from './shell/gate';
import { themeFor, useMode } from './theme';

const locales: Record<string, () => Promise<{ default: Locale }>> = {
  en: () => import('antd/locale/en_US'),
  'zh-CN': () => import('antd/locale/zh_CN'),
};

export function App() {
  const mode = useMode();
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => { locales[i18n.language]?.().then((loaded) => setLocale(loaded.default)); }, [i18n.language]);
  return (
    <ConfigProvider theme={themeFor(mode)} locale={locale} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <Antd message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <TransportProvider transport={transport}>
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </TransportProvider>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}
