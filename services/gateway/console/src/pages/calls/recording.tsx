// SPDX-License-Identifier: Apache-2.0
// Is this conversation recorded? What quality knows of it, from the answer on.
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Qa, Recording_State } from '@dealspine/api/dealspine/qa_pb';

const againMs = 2000;

export function RecordingLight({ callId }: { callId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(Qa.method.getRecording, { callId }, { refetchInterval: (query) => (query.state.data ? 15_000 : againMs) });
  const state = data?.recording && Recording_State[data.recording.state];
  if (!state) return null;
  return <span className={`chip ${state === 'MISSING' ? 'warn' : ''}`} data-recording={state}><span className="recording-dot" aria-hidden="true" /> {t(`recording.${state}`)}</span>;
}
