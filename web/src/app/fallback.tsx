import { Button } from '@mantine/core';
import { Compass, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { useLanguage } from '../language/Language';
import { EmptyState } from '../parts/EmptyState';

export function NotFoundPage() {
  const { t } = useLanguage();
  return (
    <EmptyState level={1} icon={<Compass />} title={t('app.notFound')} text={t('app.notFound.do')}>
      <Button component={Link} to="/">
        {t('app.toStart')}
      </Button>
    </EmptyState>
  );
}

/** Shown by the router in place of a page that threw. */
export function BrokenPage() {
  const { t } = useLanguage();
  return (
    <EmptyState level={1} icon={<TriangleAlert />} title={t('problem.defect')} text={t('problem.defect.do')}>
      <Button onClick={() => window.location.reload()}>{t('problem.reload')}</Button>
    </EmptyState>
  );
}
