import { Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/Language';

type DialogProps = {
  title: string;
  /** How wide it is at most. */
  size?: 'md' | 'lg';
  onClose: () => void;
  children: ReactNode;
};

/** A dialog over the page. Its head is no <header>, as the page has one already and readers would find two banners. */
export function Dialog({ title, size = 'md', onClose, children }: DialogProps) {
  const { t } = useLanguage();
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content radius="lg" bg="var(--card)">
        <Group justify="space-between" align="flex-start" wrap="nowrap" p="lg" pb={0}>
          <Modal.Title fw={650} fz="lg">
            {title}
          </Modal.Title>
          <Modal.CloseButton aria-label={t('app.close')} />
        </Group>
        <Modal.Body p="lg">{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
