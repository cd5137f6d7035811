// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

/** Lines where words will be. They show after a moment only: what is quick does not flicker. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="state loading" role="status" aria-label={t('state.loading')}>
      <div className="skeleton" /><div className="skeleton" /><div className="skeleton short" />
    </div>
  );
}
