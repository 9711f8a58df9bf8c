import { Button, Menu } from '@mantine/core';
import { ChevronDown, Download } from 'lucide-react';
import type { PersonChoice } from '../../api/persons';
import { useLanguage } from '../../language/Language';

const texts = { csv: 'persons.export.csv', xlsx: 'persons.export.xlsx' } as const;

type ExportMenuProps = {
  choice: PersonChoice;
  /** What is said above the choices. */
  label: string;
  isPossible?: boolean;
  size?: 'xs' | 'sm';
};

/** The people of a choice, as a file. */
export function ExportMenu({ choice, label, isPossible = true, size = 'sm' }: ExportMenuProps) {
  const { t } = useLanguage();
  const query = new URLSearchParams(Object.entries(choice).map(([name, value]) => [name, String(value)]));
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size={size} variant="default" rightSection={<ChevronDown size={size === 'xs' ? 14 : 16} aria-hidden />}>
          {t('persons.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={280}>
        <Menu.Label>{label}</Menu.Label>
        {isPossible &&
          (['csv', 'xlsx'] as const).map((form) => (
            <Menu.Item
              key={form}
              component="a"
              href={`/persons/1/persons.${form}?${query.toString()}`}
              download
              leftSection={<Download size={16} />}
            >
              {t(texts[form])}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
