import { Box, Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useLanguage } from '../language/Language';

type PageProps = {
  title: string;
  /** Beneath the title. */
  text?: ReactNode;
  /** What one can do here, at the right. */
  acts?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: its heading, which is also the window's title, and what one can do here. */
export function Page({ title, text, acts, children }: PageProps) {
  const { t } = useLanguage();
  const name = t('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <Box maw={1440} mx="auto" w="100%">
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <div>
          <Title order={1} tabIndex={-1} id="page-title">
            {title}
          </Title>
          {text && (
            <Text c="dimmed" size="sm" mt={4} component="div">
              {text}
            </Text>
          )}
        </div>
        {acts && <Group gap="sm">{acts}</Group>}
      </Group>
      {children}
    </Box>
  );
}
