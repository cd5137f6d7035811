// SPDX-License-Identifier: Apache-2.0
// The forecast of several deals at once: how many it would change is asked before it does, each is written by itself, and
// what was refused is named.
import { useEffect, useState } from 'react';
import { Button, Modal } from '../../parts/antd';
import { Code, ConnectError } from '@connectrpc/connect';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Opportunities, Opportunity_ForecastCategory, Opportunity_State, type Opportunity } from '@dealspine/api/dealspine/opportunities_pb';
import { lastPosition, refresh, transport } from '../../api';
import { Choice } from '../../parts/table';
import { useErrorText } from '../../shell/states';

const categories = ['PIPELINE', 'BEST_CASE', 'COMMIT'] as const;
const running = [Opportunity_State.OPEN, Opportunity_State.COMMITTED];
const atOnce = 8;

/** Some at a time, so that many deals do not stand in the way of other questions. */
async function inParts<In, Out>(all: In[], act: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (let from = 0; from < all.length; from += atOnce) done.push(...await Promise.all(all.slice(from, from + atOnce).map(act)));
  return done;
}

interface Refusal { deal: Opportunity; error: unknown }

export function ChangeManyDialog({ deals, onClose }: { deals: Opportunity[]; onClose: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [close, setClose] = useState('');
  const [category, setCategory] = useState('');
  const [ready, setReady] = useState<Opportunity[]>();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ written: number; position: string; refused: Refusal[] }>();
  const nameOf = (one: Opportunity) => one.title || one.product || t('opportunity.one');

  /* Since the list was read, some may have been won, lost or given away. */
  useEffect(() => {
    inParts(deals, (one) => callUnaryMethod(transport, Opportunities.method.getOpportunity, { id: one.id }).then((reply) => reply.opportunity, (error) => {
      if (ConnectError.from(error).code === Code.NotFound) return undefined;
      throw error;
    })).then((found) => setReady(found.filter((one): one is Opportunity => !!one && running.includes(one.state))), setFailed);
  }, [deals]);

  async function run() {
    setBusy(true);
    const refused: Refusal[] = [];
    await inParts(ready!, (deal) => callUnaryMethod(transport, Opportunities.method.forecastOpportunity, {
      id: deal.id, expectedVersion: deal.version, expectedClose: close || undefined,
      ...(category ? { category: Opportunity_ForecastCategory[category as keyof typeof Opportunity_ForecastCategory] } : {}),
    }).catch((error) => { refused.push({ deal, error }); }));
    setResult({ written: ready!.length - refused.length, position: lastPosition(), refused });
    await refresh('opportunities');
    setBusy(false);
  }

  const title = t('pipeline.manyTitle', { count: deals.length });
  if (result) return (
    <Modal open title={title} onCancel={onClose} footer={<Button type="primary" onClick={onClose}>{t('dialog.close')}</Button>}>
      <div className="stack">
        <p role="status">{t('pipeline.manyDone', { count: result.written })} {result.written > 0 && result.position && <span className="quiet">{t('saved.at', { position: result.position })}</span>}</p>
        {result.refused.length > 0 && (
          <div className="notice bad stack" role="alert"><b>{t('pipeline.manyRefused', { count: result.refused.length })}</b>
            {result.refused.map(({ deal, error }) => <div key={deal.id} data-refused={deal.id}>{nameOf(deal)}: {errorText(error)}</div>)}</div>
        )}
      </div>
    </Modal>
  );
  const left = ready && deals.filter((one) => !ready.some((other) => other.id === one.id));
  return (
    <Modal open title={title} onCancel={onClose} onOk={run} okText={ready ? t('pipeline.manyDo', { count: ready.length }) : t('dialog.do')} cancelText={t('dialog.cancel')}
      okButtonProps={{ disabled: !ready?.length || (!close && !category), loading: busy }}>
      <div className="stack">
        <label className="field"><span>{t('pipeline.close')}</span><input className="plain-input" type="date" value={close} onChange={(event) => setClose(event.target.value)} /></label>
        <Choice label={t('opportunity.category')} value={category} onChange={setCategory}
          options={[{ value: '', text: t('pipeline.asItIs') }, ...categories.map((one) => ({ value: one, text: t(`forecast.${one}`) }))]} />
        {ready && <p role="status">{t('pipeline.manyPreview', { count: ready.length })}{left!.length > 0 && ` ${t('pipeline.manyLeft', { names: left!.map(nameOf).join(t('text.comma')) })}`}</p>}
        {failed !== undefined && <div className="notice bad" role="alert">{errorText(failed)}</div>}
      </div>
    </Modal>
  );
}
