import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTagMaking, type CountedTag } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { FormDialog } from '../../parts/FormDialog';
import { isTaken } from '../../parts/found';
import { useTelling } from '../../parts/useTelling';

const longestName = 256;

export function NewTagDialog({ tags, onClose }: { tags: CountedTag[]; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const make = useTagMaking();
  const [name, setName] = useState('');
  const own = name.trim();
  const taken = isTaken(tags, (tag) => tag.name, own);
  const submit = () =>
    make.mutate(own, {
      onSuccess: () => {
        tell(t('tags.made', { name: own }));
        onClose();
      },
    });
  return (
    <FormDialog
      title={t('tags.new')}
      act={t('tags.new.act')}
      isComplete={own !== '' && (!taken || make.isPending)}
      change={make}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('tags.new.name')}
        data-autofocus
        maxLength={longestName}
        value={name}
        error={taken && !make.isPending && t('list.taken')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
