import { Alert, Button, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { asProblem } from '../api/client';
import { unreachable } from '../api/problem';
import { useLanguage } from '../language/Language';
import { useSentences } from './useSentences';

/** Says what went wrong and what to do. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const problem = asProblem(error);
  const sentence = sentences.ofTrouble(problem);
  const [title, text] = (() => {
    if (problem.code === unreachable) return [t('problem.unreachable'), t('problem.unreachable.do')];
    if (problem.status === 403) return [t('problem.denied'), `${sentence} ${t('problem.denied.do')}`];
    return [t('problem.title'), sentence];
  })();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<CircleAlert aria-hidden />}
      title={title}
      bg="var(--card)"
      // the outline's own red is too pale for words
      styles={{ title: { color: 'var(--rejected-text)' } }}
    >
      <Text size="sm">{text}</Text>
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </Alert>
  );
}
