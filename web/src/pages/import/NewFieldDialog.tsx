import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { attributeTypes, type AttributeType } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { Dialog } from '../../parts/Dialog';
import { isStandardField } from '../../parts/fields';

type NewFieldDialogProps = {
  suggestion: string;
  /** Names of attributes that are there already. */
  taken: string[];
  onAdd: (name: string, type: AttributeType) => void;
  onClose: () => void;
};

/** Asks for a custom attribute that the import makes. */
export function NewFieldDialog({ suggestion, taken, onAdd, onClose }: NewFieldDialogProps) {
  const { t } = useLanguage();
  const [name, setName] = useState(suggestion.replace(/[{}[\]#]/g, ''));
  const [type, setType] = useState<AttributeType>('STRING');
  const own = name.trim();
  const isTaken = isStandardField(own) || taken.some((other) => other.toLowerCase() === own.toLowerCase());
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!isTaken && own !== '') onAdd(own, type);
  };
  return (
    <Dialog title={t('map.add')} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('map.add.name')}
            data-autofocus
            required
            withAsterisk={false}
            maxLength={256}
            value={name}
            error={isTaken && t('map.add.taken')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('map.add.type')}
            data={attributeTypes.map((value) => ({ value, label: t(`attribute.${value}`) }))}
            value={type}
            allowDeselect={false}
            onChange={(value) => value && setType(value as AttributeType)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" disabled={isTaken || own === ''}>
              {t('map.add.act')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
