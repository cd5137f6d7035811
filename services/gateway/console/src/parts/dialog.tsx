// SPDX-License-Identifier: Apache-2.0
// A dialog begins in its first field and gives the focus back to what had it before. antd's do so only where they stay on
// the page when closed; ours go away with what asked for them. What has `autoFocus` in one is too early: it is not there yet.
import { useEffect, useState } from 'react';
import AntdDrawer from 'antd/es/drawer';
import AntdModal from 'antd/es/modal';

type Props<Of> = Of extends (props: infer Given) => unknown ? Given : never;

function useFocusBack() {
  const [before] = useState(() => document.activeElement as HTMLElement | null);
  useEffect(() => () => {
    setTimeout(() => { // when the dialog is gone
      if (document.activeElement !== document.body || !before || before === document.body) return;
      const open = [...document.querySelectorAll<HTMLElement>('[role=dialog]')].at(-1);
      (before.isConnected ? before : open ?? document.getElementById('page'))?.focus();
    });
  }, []);
}

export function Modal(props: Props<typeof AntdModal>) {
  useFocusBack();
  useEffect(() => {
    const timer = setTimeout(() => {
      const body = [...document.querySelectorAll('.ant-modal-body')].at(-1);
      if (!body?.contains(document.activeElement)) body?.querySelector<HTMLElement>('input:enabled, select:enabled, textarea:enabled')?.focus({ preventScroll: true });
    });
    return () => clearTimeout(timer);
  }, []);
  return <AntdModal {...props} />;
}

export function Drawer(props: Props<typeof AntdDrawer>) {
  useFocusBack();
  return <AntdDrawer {...props} />;
}
