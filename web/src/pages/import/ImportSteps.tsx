import { Check } from 'lucide-react';
import { Link } from 'react-router';
import { useLanguage } from '../../language/Language';
import classes from './ImportSteps.module.css';

export const steps = ['upload', 'read', 'map', 'check', 'confirm'] as const;
export type Step = (typeof steps)[number];

type ImportStepsProps = {
  step: Step;
  /** The import; without it nothing is uploaded yet. */
  id?: number;
  /** The last step that can be gone to. */
  reachable?: Step;
};

/** Where one is in the import; the steps that can be gone to are links. */
export function ImportSteps({ step, id, reachable = step }: ImportStepsProps) {
  const { t } = useLanguage();
  const here = steps.indexOf(step);
  const last = steps.indexOf(reachable);
  return (
    <nav aria-label={t('import.steps')} className={classes.steps}>
      <ol>
        {steps.map((name, place) => {
          const isOpen = id !== undefined && place > 0 && place <= last && place !== here;
          const content = (
            <>
              <span className={classes.number} aria-hidden>
                {place < here ? <Check size={14} strokeWidth={3} /> : place + 1}
              </span>
              <span className={classes.name}>{t(`import.step.${name}`)}</span>
            </>
          );
          return (
            <li key={name} data-state={place < here ? 'done' : place === here ? 'here' : 'ahead'}>
              {isOpen ? (
                <Link to={`/import/${id}/${name}`}>{content}</Link>
              ) : (
                <span aria-current={place === here ? 'step' : undefined}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
