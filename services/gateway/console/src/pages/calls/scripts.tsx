// SPDX-License-Identifier: Apache-2.0
// What to say, by the stage of the lead, with its version; and an answer to what the customer asks.
import { useState } from 'react';
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Leads as LeadsApi, Script_Kind, type Script } from '@dealspine/api/dealspine/leads_pb';

export function Scripts({ leadId, product, onUse }: { leadId: string; product: string; onUse: (version: string) => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const shown = useQuery(LeadsApi.method.showScripts, { leadId });
  const answers = useQuery(LeadsApi.method.searchAnswers, { query, product: product || undefined }, { enabled: query.trim().length > 1 });
  const list = query.trim().length > 1 ? answers.data?.scripts : shown.data?.scripts;
  return (
    <section className="card stack" aria-label={t('scripts.title')}>
      <div className="row">
        <h2>{t('scripts.title')}</h2><span className="grow" />
        <input id="answers" className="plain-input" type="search" placeholder={t('scripts.search')} aria-label={t('scripts.search')}
          value={query} onChange={(event) => setQuery(event.target.value)} />
      </div>
      {list?.length === 0 && <p className="quiet">{query ? t('scripts.noAnswer') : t('scripts.none')}</p>}
      {list?.map((script) => <OneScript key={script.id} script={script} onUse={onUse} />)}
    </section>
  );
}

function OneScript({ script, onUse }: { script: Script; onUse: (version: string) => void }) {
  const { t } = useTranslation();
  return (
    <details onToggle={(event) => (event.currentTarget as HTMLDetailsElement).open && onUse(script.scriptVersion)}>
      <summary><span className="chip">{t(`script.${Script_Kind[script.kind]}`)}</span> {script.title} <span className="quiet small">{script.scriptVersion}</span></summary>
      <p className="script">{script.body}</p>
    </details>
  );
}
