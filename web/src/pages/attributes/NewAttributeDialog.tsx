import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attributeTypes, useAttributeMaking, type Attribute } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { isStandardField } from '../../parts/fields';
import { FormDialog } from '../../parts/FormDialog';
import { isTaken } from '../../parts/found';
import { useTelling } from '../../parts/useTelling';

const longestName = 256;
const forbidden = /[{}[\]]/;

export function NewAttributeDialog({ attributes, onClose }: { attributes: Attribute[]; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const make = useAttributeMaking();
  const [name, setName] = useState('');
  const [dataType, setDataType] = useState<Attribute['dataType']>('STRING');
  const own = name.trim();
  const taken = isStandardField(own) || isTaken(attributes, (attribute) => attribute.name, own);
  const fault = make.isPending
    ? null
    : forbidden.test(own)
      ? t('attributes.new.signs')
      : taken
        ? t('list.taken')
        : null;
  const submit = () =>
    make.mutate(
      { name: own, dataType },
      {
        onSuccess: () => {
          tell(t('attributes.made', { name: own }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={t('attributes.new')}
      act={t('attributes.new.act')}
      isComplete={own !== '' && fault === null}
      change={make}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('attributes.new.name')}
        data-autofocus
        maxLength={longestName}
        value={name}
        error={fault}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('attributes.new.type')}
        description={t('attributes.new.type.text')}
        data={attributeTypes.map((value) => ({ value, label: t(`attribute.${value}`) }))}
        value={dataType}
        allowDeselect={false}
        onChange={(value) => value && setDataType(value as Attribute['dataType'])}
      />
    </FormDialog>
  );
}
