// SPDX-License-Identifier: Apache-2.0
// Who uses the console and what they may do. The session itself is a cookie that scripts cannot read.
import { createContext, useContext } from 'react';
import { fromJson } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { SignInReplySchema, type RoleGrant, type SignInReply, type User } from '@dealspine/api/dealspine/identity_pb';

export interface Session {
  user: User;
  grants: RoleGrant[];
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

/** Pages of others cannot set this: the server wants to see it beside the cookie. */
export const ownHeader: [string, string] = ['Dealspine-Console', '1'];

/** Signs in; the token becomes a cookie that no script can read. */
export async function signIn(login: string, password: string): Promise<SignInReply> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [ownHeader[0]]: ownHeader[1] },
    body: JSON.stringify({ login, password }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new ConnectError(String(body.message ?? answer.status), codes[body.code] ?? Code.Unknown);
  return fromJson(SignInReplySchema, body);
}

export async function signOut() {
  await fetch('/session', { method: 'DELETE', headers: { [ownHeader[0]]: ownHeader[1] } }).catch(() => {});
  location.assign(import.meta.env.BASE_URL);
}

const codes: Record<string, Code> = { unavailable: Code.Unavailable, resource_exhausted: Code.ResourceExhausted,
  invalid_argument: Code.InvalidArgument, permission_denied: Code.PermissionDenied };
