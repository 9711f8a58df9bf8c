import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRecipeRemoving, useRecipeRenaming, type KeptRecipe } from '../../api/recipes';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { FormDialog } from '../../parts/FormDialog';
import { isTaken } from '../../parts/found';
import { useTelling } from '../../parts/useTelling';

const longestName = 100;

type RenameRecipeDialogProps = { kept: KeptRecipe; others: KeptRecipe[]; onClose: () => void };

export function RenameRecipeDialog({ kept, others, onClose }: RenameRecipeDialogProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const rename = useRecipeRenaming();
  const [name, setName] = useState(kept.name);
  const own = name.trim();
  const rest = others.filter(({ id }) => id !== kept.id);
  const taken = isTaken(rest, (other) => other.name, own);
  const onSuccess = () => {
    tell(t('recipes.renamed', { name: own }));
    onClose();
  };
  return (
    <FormDialog
      title={t('recipes.rename.title', { name: kept.name })}
      act={t('recipes.rename.act')}
      isComplete={own !== '' && own !== kept.name && !taken}
      change={rename}
      onSubmit={() => rename.mutate({ kept, name: own }, { onSuccess })}
      onClose={onClose}
    >
      <TextInput
        label={t('recipes.rename.name')}
        data-autofocus
        maxLength={longestName}
        value={name}
        error={taken && t('list.taken')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

export function DeleteRecipeDialog({ kept: { id, name, recipe }, onClose }: { kept: KeptRecipe; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const remove = useRecipeRemoving();
  const onSuccess = () => {
    tell(t('recipes.deleted', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('recipes.delete.title', { name })}
      act={t('recipes.delete.act')}
      change={remove}
      onAct={() => remove.mutate(id, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('recipes.delete.text', { count: recipe.columns?.length ?? 0 })}</Text>
    </ConfirmDialog>
  );
}
