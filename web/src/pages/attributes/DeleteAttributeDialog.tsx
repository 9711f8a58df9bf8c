import { Anchor, Skeleton, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useAttributeRemoving } from '../../api/catalogues';
import { useCountOfPersons } from '../../api/persons';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { addressOf, emptySearch, filterOf } from '../../parts/personFilter';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useTelling } from '../../parts/useTelling';

/** Asks before an attribute goes, once it is known that nobody has a value of it. */
export function DeleteAttributeDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const remove = useAttributeRemoving();
  const whoHasOne = { ...emptySearch, attribute: name, test: 'any' } as const;
  const uses = useCountOfPersons(filterOf(whoHasOne) ?? '');
  const act = () =>
    remove.mutate(name, {
      onSuccess: () => {
        tell(t('attributes.deleted', { name }));
        onClose();
      },
    });
  const count = uses.data;
  return (
    <ConfirmDialog
      title={t('attributes.delete.title', { name })}
      act={count === 0 ? t('attributes.delete.act') : null}
      change={remove}
      onAct={act}
      onClose={onClose}
    >
      {uses.isPending && <Skeleton height={40} />}
      {uses.isError && <ProblemNotice error={uses.error} onRetry={() => void uses.refetch()} />}
      {count !== undefined && (
        <Text size="sm">{count > 0 ? t('attributes.delete.inUse', { count }) : t('attributes.delete.text')}</Text>
      )}
      {count !== undefined && count > 0 && (
        <Anchor component={Link} to={`/persons?${addressOf(whoHasOne).toString()}`} size="sm" fw={600}>
          {t('attributes.delete.show')}
        </Anchor>
      )}
    </ConfirmDialog>
  );
}
