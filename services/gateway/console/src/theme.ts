// SPDX-License-Identifier: Apache-2.0
// One calm, dense look: the colours here are those of style.css, so that both agree in light and dark.
import { theme, type ThemeConfig } from './parts/antd';
import type { Mode } from './mode';

export function themeFor(now: Mode): ThemeConfig {
  const dark = now === 'dark';
  return {
    algorithm: dark ? [theme.darkAlgorithm, theme.compactAlgorithm] : theme.compactAlgorithm,
    token: {
      colorPrimary: dark ? '#4a9bd4' : '#1a6396',
      colorBgBase: dark ? '#14181d' : '#ffffff',
      colorTextBase: dark ? '#e6eaef' : '#1b242d',
      colorTextPlaceholder: dark ? '#9aa6b2' : '#66717c',
      colorTextDescription: dark ? '#a5b0bb' : '#55616d',
      colorError: dark ? '#ff958b' : '#b3261e',
      colorSuccess: dark ? '#5fbf84' : '#1b6e3c',
      colorLink: dark ? '#6db3e4' : '#1a6396',
      colorLinkHover: dark ? '#94c9ee' : '#124b73',
      colorLinkActive: dark ? '#94c9ee' : '#124b73',
      borderRadius: 6,
      fontSize: 14,
      controlHeight: 30,
      controlHeightSM: 26,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches && !navigator.webdriver,
      fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    },
    components: { Button: { primaryShadow: 'none', defaultShadow: 'none', ...(dark ? { primaryColor: '#06121c', dangerColor: '#1d0503' } : {}) } },
  };
}
