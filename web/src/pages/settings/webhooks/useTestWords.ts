import type { Schemas } from '../../../api/client';
import { useFormat, useLanguage } from '../../../language/Language';
import { useSentences } from '../../../parts/useSentences';

/** How a test went, in words. */
export function useTestWords() {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  return ({ delivered, status, reason, milliseconds }: Schemas['TestDelivery']): string => {
    if (delivered) return t('webhooks.test.ok', { status: String(status), span: format.duration(milliseconds) });
    if (status !== null) return t('webhooks.test.status', { status: String(status) });
    return t('webhooks.test.failed', { reason: sentences.ofReason(reason ?? '') });
  };
}
