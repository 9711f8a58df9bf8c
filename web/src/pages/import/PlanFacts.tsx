import type { ImportCounts } from '../../api/imports';
import type { TextKey } from '../../language/catalogues';
import { useFormat, useLanguage } from '../../language/Language';
import classes from './PlanFacts.module.css';

const facts: [TextKey, keyof ImportCounts][] = [
  ['check.createdLeads', 'createdLeads'],
  ['check.createdCustomers', 'createdCustomers'],
  ['check.promoted', 'promoted'],
  ['check.filled', 'fieldsFilled'],
  ['check.overwritten', 'fieldsOverwritten'],
  ['check.folded', 'rowsFolded'],
  ['check.ambiguous', 'ambiguousMatches'],
  ['check.newTags', 'newTags'],
  ['check.newAttributes', 'newAttributes'],
  ['check.blank', 'rowsBlank'],
];

/** The numbers of a plan that the picture does not show; those that are nought are left out. */
export function PlanFacts({ counts }: { counts: ImportCounts }) {
  const { t } = useLanguage();
  const format = useFormat();
  const shown = facts.filter(([, name]) => counts[name] > 0);
  if (shown.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {shown.map(([text, name]) => (
        <div key={name}>
          <dt>{t(text)}</dt>
          <dd>{format.number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
