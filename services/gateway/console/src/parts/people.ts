// SPDX-License-Identifier: Apache-2.0
// Names of colleagues by their ids, where the user may read them.
import { useMemo } from 'react';
import { useQuery } from '@connectrpc/connect-query';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { useMay, useSession } from '../session';

export function usePeople() {
  const { user } = useSession();
  const may = useMay();
  const list = useQuery(Identity.method.listUsers, { pageSize: 200 }, { enabled: may('identity.read'), staleTime: 300_000 });
  return useMemo(() => {
    const names = new Map((list.data?.users ?? []).map((one) => [one.id, one.name]));
    names.set(user.id, user.name);
    return (id: string) => (id ? names.get(id) ?? `…${id.slice(-6)}` : '');
  }, [list.data, user]);
}
