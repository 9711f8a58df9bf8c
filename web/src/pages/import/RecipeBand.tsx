import { Button, Group, Text } from '@mantine/core';
import { BookMarked } from 'lucide-react';
import { Card } from '../../parts/Card';

type RecipeBandProps = { text: string; leaving?: string; onLeave?: () => void; isLeaving?: boolean };

/** Says that a recipe is followed, and lets go on without it. */
export function RecipeBand({ text, leaving, onLeave, isLeaving = false }: RecipeBandProps) {
  return (
    <Card p="md">
      <Group justify="space-between" gap="sm">
        <Group gap="sm" wrap="nowrap" flex="1 1 260px">
          <BookMarked size={18} aria-hidden color="var(--accent-text)" style={{ flex: 'none' }} />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        </Group>
        {onLeave && (
          <Button variant="default" size="xs" loading={isLeaving} onClick={onLeave}>
            {leaving}
          </Button>
        )}
      </Group>
    </Card>
  );
}
