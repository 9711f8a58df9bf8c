import { Anchor, Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { instantOf, titleOf, type Person } from '../../api/persons';
import { useFormat, useLanguage } from '../../language/Language';
import { personColumns, type PersonColumn } from './columns';
import classes from './PersonTable.module.css';

type PersonTableProps = {
  persons: Person[];
  columns: PersonColumn[];
  /** null: nobody can be selected. */
  selected: ReadonlySet<number> | null;
  onSelect: (selected: ReadonlySet<number>) => void;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
};

/** Pixels of a line, and how many lines before the end the next ones are asked for. */
const lineHeight = 49;
const ahead = 50;

/** The list, of which only the lines in view are in the page. */
export function PersonTable(table: PersonTableProps) {
  const { persons, columns, selected, hasMore, isLoading, onMore } = table;
  const { t } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: persons.length,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 10,
  });
  const shown = lines.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoading && last >= persons.length - ahead) onMore();
  }, [last, persons.length, hasMore, isLoading, onMore]);

  const chosen = personColumns.filter(({ name }) => columns.includes(name));
  const widths = [selected && '44px', 'minmax(180px, 1.5fr)', ...chosen.map(({ width }) => width)].filter(Boolean);
  const template = { gridTemplateColumns: widths.join(' ') };
  return (
    <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={t('persons.title')}>
      <div role="table" aria-rowcount={hasMore ? -1 : persons.length + 1} className={classes.table}>
        <div role="row" className={`${classes.line} ${classes.head}`} style={template}>
          {selected && <span role="cell" />}
          <span role="columnheader">{t('persons.name')}</span>
          {chosen.map(({ name, text }) => (
            <span key={name} role="columnheader">
              {t(text)}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: lines.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => {
            const person = persons[index];
            if (!person) return null;
            const style = { ...template, height: lineHeight, transform: `translateY(${start}px)` };
            return <Line key={person.id} person={person} place={index} style={style} {...table} />;
          })}
        </div>
      </div>
    </div>
  );
}

type LineProps = PersonTableProps & { person: Person; place: number; style: React.CSSProperties };

function Line({ person, place, style, columns, selected, onSelect }: LineProps) {
  const { t } = useLanguage();
  const isSelected = selected?.has(person.id) ?? false;
  const name = titleOf(person) || t('persons.noName');
  const contact = firstContact(person);
  const toggle = () => {
    const changed = new Set(selected);
    if (!changed.delete(person.id)) changed.add(person.id);
    onSelect(changed);
  };
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className={`${classes.line} ${classes.person}`}
      data-selected={isSelected}
      style={style}
    >
      {selected && (
        <span role="cell">
          <Checkbox aria-label={t('persons.select', { name })} checked={isSelected} onChange={toggle} />
        </span>
      )}
      <span role="cell">
        <Anchor component={Link} to={`/persons/${person.id}`} size="sm" fw={600} c="var(--mantine-color-text)">
          {name}
        </Anchor>
        {contact && <small className={classes.contact}>{contact}</small>}
      </span>
      {personColumns
        .filter((column) => columns.includes(column.name))
        .map((column) => (
          <Cell key={column.name} person={person} column={column.name} />
        ))}
    </div>
  );
}

/** By what a person is reached; it stands beneath the name where there is no room for columns. */
function firstContact({ contactInformation: { email, phone } }: Person): string | undefined {
  return email?.[0]?.address ?? (phone?.[0] && `+${phone[0].number}`);
}

function Cell({ person, column }: { person: Person; column: PersonColumn }) {
  const { t } = useLanguage();
  const format = useFormat();
  const { email, phone } = person.contactInformation;
  switch (column) {
    case 'type':
      return <span role="cell">{t(`persons.${person.type}`)}</span>;
    case 'email':
      return <Several values={email?.map(({ address }) => address) ?? []} />;
    case 'phone':
      return <Several values={phone?.map(({ number }) => `+${number}`) ?? []} />;
    case 'tags':
      return (
        <span role="cell" title={person.tags.join(', ')}>
          {person.tags.map((tag) => (
            <span key={tag} className={classes.tag}>
              {tag}
            </span>
          ))}
        </span>
      );
    case 'modifiedAt':
    case 'createdAt':
      return (
        <span role="cell" className="numbers">
          {format.moment(instantOf(person[column]))}
        </span>
      );
    default:
      return (
        <span role="cell" title={person[column]}>
          {person[column]}
        </span>
      );
  }
}

/** The first of several, and how many there are beside it. */
function Several({ values }: { values: string[] }) {
  return (
    <span role="cell" className="numbers" title={values.join(', ')}>
      {values[0]}
      {values.length > 1 && <small className={classes.others}>+{values.length - 1}</small>}
    </span>
  );
}
