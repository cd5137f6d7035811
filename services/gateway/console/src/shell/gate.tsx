// SPDX-License-Identifier: Apache-2.0
// Who is signed in, for all pages: as the door has it, and asked again now and then.
import { useEffect, useMemo, type ReactNode } from 'react';
import { fromJson } from '@bufbuild/protobuf';
import { useQuery } from '@connectrpc/connect-query';
import { Identity, WhoAmIReplySchema, type WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';
import { whenSessionEnds } from '../api';
import { SessionContext } from '../session';
import { Loading } from './loading';
import { FirstPassword } from './password';

const staleMs = 240_000;

export function SessionGate({ who, onEnd, children }: { who: WhoAmIReplyJson; onEnd: () => void; children: ReactNode }) {
  const initialData = useMemo(() => fromJson(WhoAmIReplySchema, who), [who]);
  const asked = useQuery(Identity.method.whoAmI, {}, { initialData, staleTime: staleMs, refetchInterval: staleMs });
  useEffect(() => whenSessionEnds(onEnd), [onEnd]);
  const { user, grants, zone } = asked.data ?? initialData;
  const session = useMemo(() => (user ? { user, grants, zone } : null), [user, grants, zone]);
  if (!session) return <Loading />;
  if (session.user.mustChangePassword) return <FirstPassword onDone={async () => { await asked.refetch(); }} />;
  return <SessionContext value={session}>{children}</SessionContext>;
}
