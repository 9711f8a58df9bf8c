import { Button, Menu } from '@mantine/core';
import { ChevronDown, History, Upload, UserPlus } from 'lucide-react';
import { Link } from 'react-router';
import type { PersonChoice } from '../../api/persons';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { ExportMenu } from './ExportMenu';

const size = 16;

/** What can be done with the list as a whole. `count`: how many it has, once that is known. */
export function PersonsActs({ choice, count }: { choice: PersonChoice; count: number | undefined }) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <>
      {count !== undefined && count > 0 && <ExportMenu choice={choice} label={t('persons.export.count', { count })} />}
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
