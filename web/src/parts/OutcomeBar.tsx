import type { ImportCounts } from '../api/imports';
import type { TextKey } from '../language/catalogues';
import { useFormat, useLanguage } from '../language/Language';
import classes from './OutcomeBar.module.css';

type Part = { name: string; text: TextKey; count: number };

/** How the rows of an import divide. Blank rows are none of them. */
export function partsOf(counts: ImportCounts): Part[] {
  return [
    { name: 'created', text: 'outcome.CREATED', count: counts.created },
    { name: 'updated', text: 'outcome.UPDATED', count: counts.updated },
    { name: 'promoted', text: 'outcome.PROMOTED', count: counts.promoted },
    { name: 'unchanged', text: 'outcome.UNCHANGED', count: counts.unchanged },
    { name: 'folded', text: 'outcome.FOLDED', count: counts.rowsFolded },
    { name: 'discarded', text: 'outcome.DISCARDED', count: counts.discarded },
    { name: 'notApplied', text: 'outcome.NOT_APPLIED', count: counts.notApplied },
    { name: 'rejected', text: 'outcome.REJECTED', count: counts.rowsRejected + counts.recordsRejected },
  ];
}

/** All rows as one bar, divided by what becomes of them, with the numbers beneath. */
export function OutcomeBar({ counts }: { counts: ImportCounts }) {
  const { t } = useLanguage();
  const format = useFormat();
  const parts = partsOf(counts);
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const shown = parts.filter(({ count }) => count > 0);
  const words = shown.map(({ text, count }) => `${t(text)}: ${format.number(count)}`).join(', ');
  return (
    <div>
      <div className={classes.bar} role="img" aria-label={`${t('check.outcomes')}. ${words}`}>
        {shown.map(({ name, count }) => (
          <span key={name} data-part={name} style={{ flexGrow: count / all }} />
        ))}
      </div>
      <dl className={classes.legend}>
        {parts
          .filter(({ name, count }) => count > 0 || ['created', 'updated', 'rejected'].includes(name))
          .map(({ name, text, count }) => (
            <div key={name}>
              <dt>
                <span className={classes.dot} data-part={name} aria-hidden />
                {t(text)}
              </dt>
              <dd>
                {format.number(count)}
                {count > 0 && <small>{format.share(count, all)}</small>}
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
