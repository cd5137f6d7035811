// SPDX-License-Identifier: Apache-2.0
// A step that wants a reason: one of a few codes, whose words are the texts `set.CODE`.
import { useState } from 'react';
import { Modal } from './antd';
import { useTranslation } from 'react-i18next';
import { Choice } from './table';

export function ReasonDialog(props: {
  title: string; codes: readonly string[]; set: string; run: (reason: string) => Promise<unknown>; onClose: () => void; danger?: boolean; okText?: string;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await props.run(reason).then(props.onClose, () => {});
    setBusy(false);
  };
  return (
    <Modal open title={props.title} onCancel={props.onClose} onOk={go} okText={props.okText ?? t('dialog.do')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !reason, danger: props.danger, loading: busy }}>
      <Choice label={t('dialog.reason')} value={reason} onChange={setReason}
        options={[{ value: '', text: t('dialog.choose') }, ...props.codes.map((code) => ({ value: code, text: t(`${props.set}.${code}`) }))]} />
    </Modal>
  );
}
