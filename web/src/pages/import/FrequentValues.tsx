import { Popover, Text, UnstyledButton } from '@mantine/core';
import { ChartBarBig } from 'lucide-react';
import type { UploadColumn } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import classes from './FrequentValues.module.css';

/** Values that come several times, as bars; where every value comes once there is nothing to show. */
export function FrequentValues({ column, all }: { column: UploadColumn; all: number }) {
  const { t } = useLanguage();
  const format = useFormat();
  const most = column.frequent[0]?.count ?? 0;
  if (most < 2) return null;
  const title = t('map.frequent', { column: column.name });
  return (
    <Popover width={300} position="bottom-start" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={title} title={title}>
          <ChartBarBig size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb="xs">
          {title}
        </Text>
        <ul className={classes.bars}>
          {column.frequent.map(({ value, count }) => (
            <li key={value}>
              <span className={classes.bar} style={{ width: `${(count / most) * 100}%` }} />
              <span className={classes.value}>{value}</span>
              <span className={classes.count} title={format.share(count, all)}>
                {format.number(count)}
              </span>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
