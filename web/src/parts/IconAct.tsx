import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** Something that can be done with an entry of a list; the label says with which. */
export function IconAct({ label, icon, onAct }: { label: string; icon: ReactNode; onAct: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onAct}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
