import { Button, Menu } from '@mantine/core';
import { ChevronDown, Download, History, Upload, UserPlus } from 'lucide-react';
import { Link } from 'react-router';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';

const size = 16;

const exportTexts = { csv: 'persons.export.csv', xlsx: 'persons.export.xlsx' } as const;

/** What can be done with the list as a whole. `count`: how many it has, once that is known. */
export function PersonsActs({ filter, count }: { filter: string | undefined; count: number | undefined }) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <>
      {count !== undefined && count > 0 && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button variant="default" rightSection={<ChevronDown size={size} aria-hidden />}>
              {t('persons.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('persons.export.count', { count })}</Menu.Label>
            {(['csv', 'xlsx'] as const).map((form) => (
              <Menu.Item
                key={form}
                component="a"
                href={`/persons/1/persons.${form}${filter === undefined ? '' : `?filter=${encodeURIComponent(filter)}`}`}
                download
                leftSection={<Download size={size} />}
              >
                {t(exportTexts[form])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={size} aria-hidden />}>
            {t('import.new')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('imports:manage') && (
            <Menu.Item component={Link} to="/import" leftSection={<Upload size={size} />}>
              {t('persons.import.start')}
            </Menu.Item>
          )}
          <Menu.Item component={Link} to="/history" leftSection={<History size={size} />}>
            {t('persons.import.history')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {may('people:manage') && (
        <Button component={Link} to="/persons/new" leftSection={<UserPlus size={size} aria-hidden />}>
          {t('person.new')}
        </Button>
      )}
    </>
  );
}
