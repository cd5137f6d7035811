// SPDX-License-Identifier: Apache-2.0
// The four groups of questions that a text must pass before it is submitted.
import { useState } from 'react';
import { Button, Input } from '../../parts/antd';
import { useTranslation } from 'react-i18next';
import { ChecklistItem_Answer, ContractClause_Group, Contract_State, Contracts, type ChecklistItem, type GetContractReply } from '@dealspine/api/dealspine/contracts_pb';
import { useCommand } from '../../parts/command';
import { useMay } from '../../session';

type Given = Record<string, { answer: ChecklistItem_Answer; remark: string }>;

export function Checklist({ all }: { all: GetContractReply }) {
  const { t } = useTranslation();
  const words = (item: ChecklistItem) => t(`checklist.${item.code}`, { defaultValue: item.question });
  const may = useMay()('contracts.draft') && all.contract!.state === Contract_State.DRAFT;
  const answer = useCommand(Contracts.method.answerChecklist);
  const [given, setGiven] = useState<Given>({});
  const of = (code: string) => given[code] ?? (() => {
    const item = all.checklist.find((one) => one.code === code)!;
    return { answer: item.answer, remark: item.remark };
  })();
  const groups = [...new Set(all.checklist.map((item) => item.group))];
  const changed = Object.keys(given);
  const complete = changed.every((code) => given[code].answer !== ChecklistItem_Answer.FAIL || given[code].remark.trim());
  const save = () => answer.mutate({
    id: all.contract!.id, expectedVersion: all.contract!.version,
    answers: changed.map((code) => ({ code, answer: given[code].answer, remark: given[code].remark || undefined })),
  }, { onSuccess: () => setGiven({}) });
  return (
    <section className="card stack">
      <div className="row"><h2>{t('contracts.checklist')}</h2><span className="grow" />
        {may && <Button size="small" onClick={() => setGiven(Object.fromEntries(all.checklist.map((item) => [item.code, { answer: ChecklistItem_Answer.PASS, remark: '' }])))}>{t('contracts.allPass')}</Button>}
        {may && <Button size="small" type="primary" disabled={!changed.length || !complete} loading={answer.isPending} onClick={save}>{t('contracts.saveAnswers')}</Button>}
      </div>
      {groups.map((group) => (
        <fieldset key={group} className="factor"><legend>{t(`clause.${ContractClause_Group[group]}`)}</legend>
          {all.checklist.filter((item) => item.group === group).map((item) => (
            <div key={item.code} className="row" role="radiogroup" aria-label={words(item)}>
              <span className="grow">{words(item)}</span>
              {(['PASS', 'FAIL'] as const).map((word) => (
                <label key={word} className="mark">
                  <input type="radio" name={item.code} disabled={!may} checked={of(item.code).answer === ChecklistItem_Answer[word]}
                    onChange={() => setGiven({ ...given, [item.code]: { ...of(item.code), answer: ChecklistItem_Answer[word] } })} />{t(`answer.${word}`)}
                </label>
              ))}
              {of(item.code).answer === ChecklistItem_Answer.FAIL && (
                <Input aria-label={t('contracts.remark')} placeholder={t('contracts.remark')} value={of(item.code).remark} disabled={!may}
                  onChange={(event) => setGiven({ ...given, [item.code]: { ...of(item.code), remark: event.target.value } })} />
              )}
            </div>
          ))}
        </fieldset>
      ))}
    </section>
  );
}
