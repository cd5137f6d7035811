// SPDX-License-Identifier: Apache-2.0
// The one way to the server: Connect over fetch, with the session's cookie. A command goes out under one idempotency
// key, also when it has to be sent again because no answer came.
import { Code, ConnectError, type Interceptor } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-web';
import { QueryClient } from '@tanstack/react-query';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { StatusSchema } from '@dealspine/api/dealspine/wire_pb';
import { ownHeader } from './door';

/** randomUUID is there over https and on this machine only. */
const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
const pauses = [300, 1200];
const mayPass = [Code.Unavailable, Code.DeadlineExceeded];
const longestPause = 3000;
const timesWhenBusy = 8;
let position = '';
let positionMs = 0;
/** So long after a command, queries say up to where they have to see: a service that hears of it from another one may lag. */
const followMs = 10_000;
let onEnd = () => {};

/** Where the last command's last event stands: "leads/123". */
export const lastPosition = () => position;
/** What to do when the server says that the session is over. */
export const whenSessionEnds = (act: () => void) => { onEnd = act; };

/** How often, and after what pause, something that failed is sent again: as the server says when it has too much to do. */
function patience(error: ConnectError): { pause?: number; times: number } {
  const pause = error.findDetails(StatusSchema)[0]?.retryAfterMs ?? 0;
  if (error.code === Code.ResourceExhausted && pause > 0 && pause <= longestPause) return { pause, times: timesWhenBusy };
  return { times: mayPass.includes(error.code) ? pauses.length : 0 };
}

const commands: Interceptor = (next) => async (request) => {
  const query = request.method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS;
  request.header.set(...ownHeader);
  if (!query) request.header.set('Idempotency-Key', newKey());
  else if (position && Date.now() - positionMs < followMs) request.header.set('Dealspine-Position', position);
  for (let attempt = 0; ; attempt++) {
    try {
      const reply = await next(request);
      if (!query) [position, positionMs] = [reply.header.get('Dealspine-Position') ?? '', Date.now()];
      return reply;
    } catch (error) {
      const known = ConnectError.from(error);
      if (known.code === Code.Unauthenticated) onEnd();
      if (known.findDetails(StatusSchema)[0]?.reason === 'NOT_YET_VISIBLE') { // what is there is better than nothing
        position = '';
        request.header.delete('Dealspine-Position');
        continue;
      }
      const { pause, times } = patience(known);
      if (attempt >= times) throw known;
      await new Promise((wake) => setTimeout(wake, pause ?? pauses[attempt]));
    }
  }
};

export const transport = createConnectTransport({ baseUrl: location.origin, interceptors: [commands] });

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 5000, refetchOnWindowFocus: true } },
});

/** The reason word that the server gave, "CLAIM_LIMIT"; empty where it gave none. */
export function reasonOf(error: unknown): string {
  return ConnectError.from(error).findDetails(StatusSchema)[0]?.reason ?? '';
}

/**
 * Asks anew for everything that a page shows of a service: refresh('leads', 'customers'). A list that is just being
 * continued is first let do so: asked anew at once it would drop what comes, as if nobody had wanted more.
 */
export function refresh(...words: string[]) {
  const shown = queries.getQueryCache().findAll({
    predicate: ({ queryKey }) => {
      const name = (queryKey[1] as { serviceName?: string } | undefined)?.serviceName ?? '';
      return words.some((word) => name.startsWith(`dealspine.${word}.`));
    },
  });
  const continued = new Set(shown.filter((one) => one.state.fetchStatus === 'fetching' && one.state.fetchMeta?.fetchMore));
  const anew = (some: (one: (typeof shown)[number]) => boolean) => queries.invalidateQueries({ predicate: (one) => shown.includes(one) && some(one) });
  return Promise.all([
    anew((one) => !continued.has(one)),
    ...[...continued].map((list) => (list.promise ?? Promise.resolve()).catch(() => {}).then(() => anew((one) => one === list))),
  ]);
}
