// SPDX-License-Identifier: Apache-2.0
// Language and light or dark, kept in the browser.
import { Button } from '../parts/antd';
import MoonOutlined from '@ant-design/icons/es/icons/MoonOutlined';
import SunOutlined from '@ant-design/icons/es/icons/SunOutlined';
import TranslationOutlined from '@ant-design/icons/es/icons/TranslationOutlined';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../i18n';
import { setMode, useMode } from '../theme';

export function Preferences() {
  const { t, i18n } = useTranslation();
  const mode = useMode();
  const dark = mode === 'dark';
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <span className="preferences">
      <Button type="text" icon={<TranslationOutlined />} lang={other} onClick={() => setLanguage(other)}>
        {other === 'en' ? 'English' : '中文'}
      </Button>
      <Button type="text" icon={dark ? <SunOutlined /> : <MoonOutlined />} aria-label={dark ? t('shell.light') : t('shell.dark')}
        title={dark ? t('shell.light') : t('shell.dark')} onClick={() => setMode(dark ? 'light' : 'dark')} />
    </span>
  );
}
