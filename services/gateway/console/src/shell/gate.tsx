// SPDX-License-Identifier: Apache-2.0
// Lets a user in: asks who is there, and shows the sign-in page to nobody in particular.
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { ConnectError, Code } from '@connectrpc/connect';
import { useQuery } from '@connectrpc/connect-query';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { queries, whenSessionEnds } from '../api';
import { SessionContext } from '../session';
import { Failure, Loading } from './states';
import { FirstPassword } from './password';
import { SignIn } from './signin';

export function SessionGate({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false);
  const who = useQuery(Identity.method.whoAmI, {}, { staleTime: 240_000, refetchInterval: 240_000 });
  useEffect(() => whenSessionEnds(() => setOver(true)), []);
  const session = useMemo(
    () => (who.data?.user && !over ? { user: who.data.user, grants: who.data.grants } : null),
    [who.data, over],
  );
  const enter = async () => {
    queries.removeQueries();
    await who.refetch();
    setOver(false);
  };
  if (session?.user.mustChangePassword) return <FirstPassword onDone={enter} />;
  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  if (over || (who.error && ConnectError.from(who.error).code === Code.Unauthenticated)) return <SignIn onEnter={enter} />;
  if (who.error) return <main className="page"><Failure error={who.error} again={() => who.refetch()} /></main>;
  return <Loading />;
}
