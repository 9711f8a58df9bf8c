import { Button, CopyButton, Group, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/Language';
import { Dialog } from './Dialog';

type ShownOnceProps = {
  title: string;
  /** What it is for, and that it is not shown again. */
  text: ReactNode;
  label: string;
  value: string;
  onClose: () => void;
};

/** A secret that the server tells this once, to be copied. */
export function ShownOnce({ title, text, label, value, onClose }: ShownOnceProps) {
  const { t } = useLanguage();
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <Text size="sm" component="div">
          {text}
        </Text>
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            label={label}
            value={value}
            readOnly
            flex={1}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <>
                <Button
                  data-autofocus
                  onClick={copy}
                  variant={copied ? 'light' : 'filled'}
                  leftSection={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
                >
                  {t(copied ? 'app.copied' : 'app.copy')}
                </Button>
                <VisuallyHidden role="status">{copied && t('app.copied')}</VisuallyHidden>
              </>
            )}
          </CopyButton>
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
