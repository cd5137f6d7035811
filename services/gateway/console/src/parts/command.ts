// SPDX-License-Identifier: Apache-2.0
// A command from a page: runs once however often the button is pressed, says where it was saved, and the lists of its
// service are asked for again before it is done.
import { App } from './antd';
import { Code, ConnectError } from '@connectrpc/connect';
import type { DescMessage, DescMethodUnary } from '@bufbuild/protobuf';
import { useMutation } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { lastPosition, refresh } from '../api';
import { useErrorText } from '../shell/states';

/** For a form that shows by itself what a colleague saved meanwhile. */
export const besideConflict = { quietWhen: (error: unknown) => ConnectError.from(error).code === Code.Aborted };

export function useCommand<I extends DescMessage, O extends DescMessage>(method: DescMethodUnary<I, O>, options: { quiet?: boolean; quietWhen?: (error: unknown) => boolean } = {}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const word = method.parent.typeName.split('.')[1];
  return useMutation(method, {
    onSuccess: async () => {
      const position = lastPosition();
      await refresh(word);
      if (!options.quiet) message.success(position ? t('saved.at', { position }) : t('saved.plain'));
    },
    onError: async (error) => {
      await refresh(word);
      if (!options.quietWhen?.(error)) message.error(errorText(error));
    },
  });
}
