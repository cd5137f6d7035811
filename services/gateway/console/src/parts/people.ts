// SPDX-License-Identifier: Apache-2.0
// Colleagues by their ids, where the user may read them.
import { useMemo } from 'react';
import { Identity, User_State } from '@dealspine/api/dealspine/identity_pb';
import { useMay, useSession } from '../session';
import { useEverything } from './everything';

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** Those whom the user may read; not there where he may not. */
export function useUsers() {
  return useEverything(Identity.method.listUsers, (page) => page.users, { enabled: useMay()('identity.read') });
}

/** Names by ids; what is no id, a service or a place, stays as it is. */
export function usePeople() {
  const { user } = useSession();
  const users = useUsers();
  return useMemo(() => {
    const names = new Map((users ?? []).map((one) => [one.id, one.name]));
    names.set(user.id, user.name);
    return (id: string) => names.get(id) ?? (isId(id) ? `…${id.slice(-6)}` : id);
  }, [users, user]);
}

/** Who works here, to be chosen from: all but the user himself. */
export function useColleagues() {
  const { user } = useSession();
  return (useUsers() ?? []).filter((one) => one.id !== user.id && one.state === User_State.ACTIVE);
}
