import { notifications } from '@mantine/notifications';
import { useLanguage } from '../language/Language';

/** Tells in passing that something was done. */
export function useTelling() {
  const { t } = useLanguage();
  return (message: string) => notifications.show({ closeButtonProps: { 'aria-label': t('app.close') }, message });
}
