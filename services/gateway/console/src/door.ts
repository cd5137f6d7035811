// SPDX-License-Identifier: Apache-2.0
// The door of the console: who is there, and letting somebody in. It is small on purpose, being all that the sign-in page
// needs; the rest comes while a password is typed. The session itself is a cookie that scripts cannot read.
import type { SignInReplyJson, WhoAmIReplyJson } from '@dealspine/api/dealspine/identity_pb';

/** Pages of others cannot set this: the server wants to see it beside the cookie. */
export const ownHeader: [string, string] = ['Dealspine-Console', '1'];

/** The server said no, or nothing; `code` as Connect spells it: "resource_exhausted". */
export class Refused extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

async function post<Reply>(path: string, body: object): Promise<Reply> {
  const answer = await fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json', [ownHeader[0]]: ownHeader[1] }, body: JSON.stringify(body),
  }).catch(() => { throw new Refused('unavailable', ''); });
  const reply = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(String(reply.code ?? 'unknown'), String(reply.message ?? answer.status));
  return reply;
}

/** Signs in; the token becomes a cookie that no script can read. */
export const signIn = (login: string, password: string) => post<SignInReplyJson>('/session', { login, password });

/** null: nobody is signed in. */
export const whoIsThere = () => post<WhoAmIReplyJson>('/dealspine.identity.v1.Identity/WhoAmI', {}).catch((error: Refused) => {
  if (error.code === 'unauthenticated') return null;
  throw error;
});
