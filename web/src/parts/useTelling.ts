import { notifications } from '@mantine/notifications';
import { useLanguage } from '../language/Language';
import { useSentences } from './useSentences';

/** Tells in passing that something was done. */
export function useTelling() {
  const { t } = useLanguage();
  return (message: string) =>
    notifications.show({ withBorder: true, closeButtonProps: { 'aria-label': t('app.close') }, message });
}

/** Tells in passing that something failed, where no place of the page is about it. */
export function useTellingTrouble() {
  const { t } = useLanguage();
  const sentences = useSentences();
  return (error: unknown) =>
    notifications.show({
      withBorder: true,
      color: 'red',
      title: t('problem.title'),
      message: sentences.ofTrouble(error),
      closeButtonProps: { 'aria-label': t('app.close') },
    });
}
