import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  text?: string;
  /** Of the heading. */
  level?: 1 | 2 | 3;
  /** What to do next. */
  children?: ReactNode;
};

/** Says why there is nothing here, and what to do. */
export function EmptyState({ icon, title, text, level = 2, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={64} px="md" ta="center">
      <ThemeIcon variant="light" size={56} radius="xl" aria-hidden>
        {icon}
      </ThemeIcon>
      <Title order={level} size="h2">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw={440}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
