import { Anchor, Checkbox, Skeleton } from '@mantine/core';
import { useRef } from 'react';
import { Link } from 'react-router';
import { instantOf, titleOf, type Person, type PersonChoice } from '../../api/persons';
import { useFormat, useLanguage } from '../../language/Language';
import { useSpan } from '../../parts/longList/useSpan';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { personColumns, type PersonColumn } from './columns';
import classes from './PersonTable.module.css';
import { usePersonList } from './usePersonList';

type PersonTableProps = {
  choice: PersonChoice;
  /** How many people the choice has. */
  count: number;
  columns: PersonColumn[];
  /** null: nobody can be selected. */
  selected: ReadonlySet<number> | null;
  onSelect: (selected: ReadonlySet<number>) => void;
};

/** Pixels of a line, and of the head. */
const lineHeight = 49;
const headHeight = 42;

/** The list, of which only the lines in view are in the page, and only people near them in the browser. */
export function PersonTable(table: PersonTableProps) {
  const { choice, count, columns, selected } = table;
  const { t } = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const span = useSpan(frame, { count, lineHeight, headHeight });
  const { personAt, error, retry } = usePersonList(choice, span);
  const chosen = personColumns.filter(({ name }) => columns.includes(name));
  const widths = [selected && '44px', 'minmax(180px, 1.5fr)', ...chosen.map(({ width }) => width)].filter(Boolean);
  const template = { gridTemplateColumns: widths.join(' ') };
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={retry} />}
      <div ref={frame} className={classes.frame} tabIndex={0} role="region" aria-label={t('persons.title')}>
        <div role="table" aria-rowcount={count + 1} className={classes.table}>
          <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.head}`} style={template}>
            {selected && <span role="cell" />}
            <span role="columnheader">{t('persons.name')}</span>
            {chosen.map(({ name, text }) => (
              <span key={name} role="columnheader">
                {t(text)}
              </span>
            ))}
          </div>
          <div role="rowgroup" style={{ height: span.height, position: 'relative' }}>
            {Array.from({ length: span.end - span.first }, (_, nth) => span.first + nth).map((place) => {
              const person = personAt(place);
              const style = { ...template, height: lineHeight, transform: `translateY(${span.topOf(place)}px)` };
              if (person) return <Line key={place} person={person} place={place} style={style} {...table} />;
              return <Coming key={place} place={place} style={style} />;
            })}
          </div>
        </div>
      </div>
    </>
  );
}

/** The line of somebody who is on the way. */
function Coming({ place, style }: Pick<LineProps, 'place' | 'style'>) {
  return (
    <div role="row" aria-rowindex={place + 2} aria-busy className={`${classes.line} ${classes.person}`} style={style}>
      <span role="cell" />
      <Skeleton role="cell" height={12} width="60%" animate={false} />
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
