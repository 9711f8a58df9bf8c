import { Paper, Title, type PaperProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A surface with a part of a page on it. */
export function Card({ title, children, ...paper }: PaperProps & { title?: string; id?: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" radius="lg" bg="var(--card)" {...paper}>
      {title && (
        <Title order={2} size="h3" mb="md">
          {title}
        </Title>
      )}
      {children}
    </Paper>
  );
}
