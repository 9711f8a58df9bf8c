import { Button, Group, Progress, Text } from '@mantine/core';
import type { Import } from '../api/imports';
import type { TextKey } from '../language/catalogues';
import { useFormat, useLanguage } from '../language/Language';
import { useSentences } from './useSentences';

type Work = NonNullable<Import['work']>;

/** What is being done with an import: how far, how fast, how long still. */
export function WorkProgress({ work, onCancel }: { work: Work; onCancel?: () => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const { done, of, perSecond, secondsLeft } = work.progress;
  const isCounted = of !== null && of > 0;
  const title = t(`work.${work.kind}` as TextKey);
  const share = isCounted ? Math.min(1, done / of) : 1;
  const facts = [
    work.state === 'waiting' && t('work.waiting'),
    work.ahead > 0 && t('work.ahead', { count: work.ahead }),
    isCounted && t('work.of', { done, all: of }),
    perSecond !== null && perSecond >= 1 && t('work.rate', { rate: Math.round(perSecond) }),
    secondsLeft !== null && secondsLeft > 0 && t('work.left', { span: format.duration(secondsLeft * 1000) }),
  ].filter((fact) => fact !== false);
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600} role="status">
          {work.cancelling ? t('work.cancelling') : title}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {isCounted && format.share(done, of)}
        </Text>
      </Group>
      <Progress value={share * 100} size="lg" animated striped={!isCounted} aria-label={title} />
      <Group justify="space-between" mt={6} mih={30}>
        <Text size="sm" c="dimmed" className="numbers">
          {facts.join(' · ')}
        </Text>
        {onCancel && (
          <Button size="xs" variant="default" disabled={work.cancelling} onClick={onCancel}>
            {t('work.cancel')}
          </Button>
        )}
      </Group>
      {work.trouble && (
        <Text size="sm" c="red">
          {t('work.trouble', { message: sentences.ofTrouble(work.trouble) })}
        </Text>
      )}
    </div>
  );
}
