// SPDX-License-Identifier: Apache-2.0
// What an agent is doing, for those who distribute work: said by himself, and by his calls.
import { useState } from 'react';
import { Identity, Presence_State } from '@dealspine/api/dealspine/identity_pb';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../parts/command';
import { Choice } from '../../parts/table';
import { useSession } from '../../session';

const pauses = ['BREAK', 'TRAINING', 'MEETING'];
const values = ['READY', 'TALKING', 'WRAP_UP', ...pauses.map((pause) => `PAUSED:${pause}`), 'OFFLINE'];

export function usePresence() {
  const { user } = useSession();
  const set = useCommand(Identity.method.setPresence, { quiet: true });
  const [now, setNow] = useState(user.presence ? (user.presence.state === Presence_State.PAUSED ? `PAUSED:${user.presence.reason}` : Presence_State[user.presence.state]) : 'OFFLINE');
  const change = (value: string) => {
    if (value === now) return;
    const [state, reason] = value.split(':');
    set.mutate({ state: Presence_State[state as keyof typeof Presence_State], reason: reason || undefined }, { onSuccess: () => setNow(value) });
  };
  return { now, change };
}

export function PresenceChoice({ now, change }: ReturnType<typeof usePresence>) {
  const { t } = useTranslation();
  return <Choice label={t('calls.presence')} hideLabel value={now} onChange={change} options={values.map((value) => ({ value, text: t(`presence.${value}`) }))} />;
}
