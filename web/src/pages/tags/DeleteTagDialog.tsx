import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useTagRemoving, type CountedTag } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { useTelling } from '../../parts/useTelling';
import { peopleWith } from './peopleWith';

export function DeleteTagDialog({ tag: { name, persons }, onClose }: { tag: CountedTag; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const remove = useTagRemoving();
  const act = () =>
    remove.mutate(name, {
      onSuccess: () => {
        tell(t('tags.deleted', { name }));
        onClose();
      },
    });
  const isUsed = persons > 0;
  return (
    <ConfirmDialog
      title={t('tags.delete.title', { name })}
      act={isUsed ? null : t('tags.delete.act')}
      change={remove}
      onAct={act}
      onClose={onClose}
    >
      <Text size="sm">{isUsed ? t('tags.delete.inUse', { count: persons }) : t('tags.delete.text')}</Text>
      {isUsed && (
        <Anchor component={Link} to={peopleWith(name)} size="sm" fw={600}>
          {t('tags.delete.show')}
        </Anchor>
      )}
    </ConfirmDialog>
  );
}
