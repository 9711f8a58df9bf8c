import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { CountedTag } from '../../api/catalogues';
import { useFormat, useLanguage } from '../../language/Language';
import type { ListColumn } from '../../parts/ListTable';
import { peopleWith } from './peopleWith';

export function useTagColumns(): ListColumn<CountedTag>[] {
  const { t } = useLanguage();
  const format = useFormat();
  return [
    {
      title: t('tags.name'),
      cell: ({ name }) => (
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
      ),
    },
    {
      title: t('tags.people'),
      align: 'end',
      cell: ({ name, persons }) =>
        persons === 0 ? (
          <Text size="sm" c="dimmed">
            {t('tags.nobody')}
          </Text>
        ) : (
          <Anchor
            component={Link}
            to={peopleWith(name)}
            size="sm"
            aria-label={t('tags.show', { name, count: persons })}
          >
            {format.number(persons)}
          </Anchor>
        ),
    },
    { title: t('tags.created'), cell: ({ createdAt }) => format.moment(createdAt) },
  ];
}
