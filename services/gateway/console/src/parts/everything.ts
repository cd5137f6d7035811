// SPDX-License-Identifier: Apache-2.0
// A short list whole, page after page: colleagues, teams, agents. Never for what grows with the business.
import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { callUnaryMethod } from '@connectrpc/connect-query';
import { useQuery } from '@tanstack/react-query';
import { transport } from '../api';

const keptMs = 300_000;

/** Every row of a paged list; undefined until it is there, or where the user may not read it. */
export function useEverything<I extends DescMessage, O extends DescMessage, Row>(
  method: DescMethodUnary<I, O>, rowsOf: (page: MessageShape<O>) => Row[], options: { enabled?: boolean; staleTime?: number } = {},
): Row[] | undefined {
  const list = useQuery({
    queryKey: ['everything', { serviceName: method.parent.typeName, methodName: method.name }], staleTime: options.staleTime ?? keptMs, enabled: options.enabled ?? true,
    queryFn: async ({ signal }) => {
      const rows: Row[] = [];
      for (let pageToken: string | undefined; ;) {
        const page = await callUnaryMethod(transport, method, { pageSize: 200, pageToken } as unknown as MessageInitShape<I>, { signal });
        rows.push(...rowsOf(page));
        pageToken = (page as unknown as { nextPageToken: string }).nextPageToken;
        if (!pageToken) return rows;
      }
    },
  });
  return list.data;
}
