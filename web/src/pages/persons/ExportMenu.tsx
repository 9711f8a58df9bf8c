import { Button, Menu } from '@mantine/core';
import { ChevronDown, Download } from 'lucide-react';
import { useLanguage } from '../../language/Language';

const texts = { csv: 'persons.export.csv', xlsx: 'persons.export.xlsx' } as const;

type ExportMenuProps = {
  /** In the server's language; undefined: everybody. */
  filter: string | undefined;
  /** What is said above the choices. */
  label: string;
  isPossible?: boolean;
  size?: 'xs' | 'sm';
};

/** Who meets a filter, as a file. */
export function ExportMenu({ filter, label, isPossible = true, size = 'sm' }: ExportMenuProps) {
  const { t } = useLanguage();
  const query = filter === undefined ? '' : `?filter=${encodeURIComponent(filter)}`;
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
              href={`/persons/1/persons.${form}${query}`}
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
