// SPDX-License-Identifier: Apache-2.0
// Who uses the console and what they may do. The session itself is a cookie that scripts cannot read.
import { createContext, useContext } from 'react';
import type { RoleGrant, User } from '@dealspine/api/dealspine/identity_pb';
import { ownHeader } from './door';

export interface Session {
  user: User;
  grants: RoleGrant[];
  /** Where the organisation's days begin. */
  zone: string;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session');
  return session;
}

export function holds(grants: RoleGrant[], permission: string) {
  return grants.some((grant) => grant.permission === permission || grant.permission === '*');
}

/** May the user do what needs this permission? The server decides again. */
export function useMay() {
  const { grants } = useSession();
  return (permission: string) => holds(grants, permission);
}

export async function signOut() {
  await fetch('/session', { method: 'DELETE', headers: { [ownHeader[0]]: ownHeader[1] } }).catch(() => {});
  location.assign(import.meta.env.BASE_URL);
}
