import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a page with a heading, a sentence, and what one can do there. */
export function Section({
  title,
  text,
  acts,
  children,
}: {
  title: string;
  text?: string;
  acts?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Stack gap="md" component="section">
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Title order={2}>{title}</Title>
          {text && (
            <Text size="sm" c="dimmed" mt={2} maw={640}>
              {text}
            </Text>
          )}
        </div>
        {acts}
      </Group>
      {children}
    </Stack>
  );
}
