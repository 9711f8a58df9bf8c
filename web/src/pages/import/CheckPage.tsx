import { Alert, Button, Stack } from '@mantine/core';
import { ArrowLeft, ArrowRight, CircleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { RowLog } from '../../parts/log/RowLog';
import { OutcomeBar } from '../../parts/OutcomeBar';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useSentences } from '../../parts/useSentences';
import { WorkProgress } from '../../parts/WorkProgress';
import classes from './CheckPage.module.css';
import { ChoicesPanel } from './ChoicesPanel';
import { ImportFrame } from './ImportFrame';
import { PlanFacts } from './PlanFacts';
import { ProblemList } from './ProblemList';
import { StepActs } from './StepActs';
import { useChoices } from './useChoices';
import { useSaving } from './useSaving';

export function CheckPage() {
  return <ImportFrame step="check">{(shown) => <Check shown={shown} />}</ImportFrame>;
}

function Check({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const { save, flush, trouble } = useSaving(shown);
  const choices = useChoices(shown, save);
  const tagNames = useRef<HTMLInputElement>(null);
  const [isTagAsked, setTagAsked] = useState(false);
  const isReady = shown.state === 'READY';
  const isFailed = shown.state === 'UPLOADED' && !shown.work;
  const plan = useLastPlan(shown);

  const goOn = async () => {
    if (choices.isTagMissing) {
      setTagAsked(true);
      tagNames.current?.focus();
      return;
    }
    if (await flush()) await navigate(`/import/${shown.id}/confirm`);
  };
  return (
    <Stack gap="lg">
      <Card title={t('check.title')}>
        {isFailed && <Failure shown={shown} />}
        {!isFailed && shown.work && !isReady && <WorkProgress work={shown.work} />}
        {plan && !isFailed && (
          <div className={classes.plan} data-old={!isReady || undefined}>
            <OutcomeBar counts={plan.counts} />
            <PlanFacts counts={plan.counts} />
          </div>
        )}
      </Card>
      {trouble !== null && <ProblemNotice error={trouble} />}
      {!isFailed && <ChoicesPanel choices={choices} naming={{ field: tagNames, isAsked: isTagAsked }} />}
      {plan && !isFailed && <Findings shown={plan} />}
      <StepActs>
        <Button
          size="md"
          rightSection={<ArrowRight size={18} aria-hidden />}
          // also while the plan is made anew: a button that goes grey between press and release would swallow the click
          disabled={isFailed || !plan}
          onClick={() => void goOn()}
        >
          {t('import.next')}
        </Button>
        <Button
          component={Link}
          to={`/import/${shown.id}/map`}
          variant="default"
          size="md"
          leftSection={<ArrowLeft size={18} aria-hidden />}
        >
          {t('app.back')}
        </Button>
      </StepActs>
    </Stack>
  );
}

/** The newest plan that there was since the page was opened: it stays in view while the next one is made. */
function useLastPlan(shown: Import): Import | null {
  const [last, setLast] = useState<Import | null>(shown.planHash === null ? null : shown);
  if (shown.planHash !== null && shown !== last) setLast(shown);
  return last;
}

function Findings({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const [code, setCode] = useState<string | null>(null);
  const show = (chosen: string) => {
    setCode(chosen);
    document.getElementById('every-row')?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <ProblemList shown={shown} onShow={show} />
      <Card title={t('check.log')} id="every-row">
        <RowLog id={shown.id} counts={shown.counts} version={shown.planHash ?? ''} code={code} onCode={setCode} />
      </Card>
    </>
  );
}

/** Why no plan could be made: `CODE: a sentence`. */
function Failure({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      bg="var(--card)"
      icon={<CircleAlert aria-hidden />}
      title={t('check.failed')}
    >
      {shown.reason && sentences.ofReason(shown.reason)}
    </Alert>
  );
}
