import type { Schemas } from '../../../api/client';
import { useFormat, useLanguage } from '../../../language/Language';

/** How a test went, in words. */
export function useTestWords() {
  const { t } = useLanguage();
  const format = useFormat();
  return ({ delivered, status, reason, milliseconds }: Schemas['TestDelivery']): string => {
    if (delivered) return t('webhooks.test.ok', { status: String(status), span: format.duration(milliseconds) });
    if (status !== null) return t('webhooks.test.status', { status: String(status) });
    return t('webhooks.test.failed', { reason: reasonOf(reason) });
  };
}

/** The sentence of a reason, without the code before it. */
export function reasonOf(reason: string | null): string {
  return (reason ?? '').replace(/^[A-Z_]+: /, '');
}
