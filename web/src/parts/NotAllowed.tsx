import { Lock } from 'lucide-react';
import { useLanguage } from '../language/Language';
import { Card } from './Card';
import { EmptyState } from './EmptyState';
import { Page } from './Page';

/** In place of a page for which the user's role is not enough. */
export function NotAllowed({ title }: { title: string }) {
  const { t } = useLanguage();
  return (
    <Page title={title}>
      <Card>
        <EmptyState icon={<Lock />} title={t('problem.denied')} text={t('problem.denied.do')} />
      </Card>
    </Page>
  );
}
