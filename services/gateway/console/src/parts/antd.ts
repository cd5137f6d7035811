// SPDX-License-Identifier: Apache-2.0
// The components that the pages are made of: those of antd one by one, since its own index makes every build read all of
// them; and our own where antd's bring much along.
export { default as Alert } from 'antd/es/alert';
export { default as App } from 'antd/es/app';
export { default as Button } from 'antd/es/button';
export { default as ConfigProvider } from 'antd/es/config-provider';
export { Drawer, Modal } from './dialog';
export { Input } from './input';
export { default as theme } from 'antd/es/theme';
export { default as Tooltip } from 'antd/es/tooltip';
export type { ThemeConfig } from 'antd/es/config-provider';
