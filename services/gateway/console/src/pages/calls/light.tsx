// SPDX-License-Identifier: Apache-2.0
// May this number be called now? Green, amber when nobody has agreed to it yet, red with the cause.
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { ContactDecision_Reason, ContactPermission_Medium, ContactPermission_State, Customers } from '@dealspine/api/dealspine/customers_pb';

export function Light({ pointId, medium = ContactPermission_Medium.CALL }: { pointId?: string; medium?: ContactPermission_Medium }) {
  const { t } = useTranslation();
  const asked = useQuery(Customers.method.decideContact, { contactPointId: pointId, medium }, { enabled: !!pointId, refetchInterval: 60_000 });
  const decision = asked.data?.decision;
  if (!pointId) return <span className="light red">{t('light.noPoint')}</span>;
  if (!decision) return <span className="light">{t('state.loading')}</span>;
  const tone = !decision.permitted ? 'red' : decision.permission === ContactPermission_State.GRANTED ? 'green' : 'amber';
  const cause = decision.permitted ? t(`light.${tone}`) : t(`decision.${ContactDecision_Reason[decision.reason]}`);
  return <span className={`light ${tone}`} data-light={tone}>{cause}</span>;
}
