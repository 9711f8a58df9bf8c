import { Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { scopes, useKeyChange, useKeyMaking, type ApiKey, type Scope } from '../../../api/keys';
import { useLanguage } from '../../../language/Language';
import { FormDialog } from '../../../parts/FormDialog';
import { useTelling } from '../../../parts/useTelling';
import { expiries, momentOf, type Expiry } from './expiry';

export type NewKey = { name: string; key: string };

const longestName = 100;

export function NewKeyDialog({ onMade, onClose }: { onMade: (made: NewKey) => void; onClose: () => void }) {
  const { t } = useLanguage();
  const make = useKeyMaking();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Scope[]>([]);
  const [expiry, setExpiry] = useState<Expiry>('365');
  const submit = () =>
    make.mutate(
      { name: name.trim(), scopes: chosen, expiresAt: momentOf(expiry, new Date()) },
      {
        onSuccess: (made) => {
          onClose();
          onMade(made);
        },
      },
    );
  return (
    <FormDialog
      title={t('keys.new')}
      act={t('keys.new.act')}
      isComplete={name.trim() !== '' && chosen.length > 0}
      change={make}
      onSubmit={submit}
      onClose={onClose}
    >
      <KeyFields name={name} onName={setName} chosen={chosen} onChosen={setChosen} />
      <Select
        label={t('keys.expiry')}
        allowDeselect={false}
        data={expiries.map((value) => ({ value, label: t(`keys.expiry.${value}`) }))}
        value={expiry}
        onChange={(value) => value && setExpiry(value as Expiry)}
      />
    </FormDialog>
  );
}

export function ChangeKeyDialog({ shown, onClose }: { shown: ApiKey; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const change = useKeyChange();
  const [name, setName] = useState(shown.name);
  const [chosen, setChosen] = useState<Scope[]>(shown.scopes);
  const [expiry, setExpiry] = useState<Expiry | 'keep'>('keep');
  const submit = () =>
    change.mutate(
      {
        id: shown.id,
        body: {
          name: name.trim(),
          scopes: chosen,
          ...(expiry !== 'keep' && { expiresAt: momentOf(expiry, new Date()) }),
        },
      },
      {
        onSuccess: (changed) => {
          tell(t('keys.changed', { name: changed.name }));
          onClose();
        },
      },
    );
  return (
    <FormDialog
      title={t('keys.change.title', { name: shown.name })}
      act={t('app.save')}
      isComplete={name.trim() !== '' && chosen.length > 0}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <KeyFields name={name} onName={setName} chosen={chosen} onChosen={setChosen} />
      <Select
        label={t('keys.expiry')}
        allowDeselect={false}
        data={(['keep', ...expiries] as const).map((value) => ({ value, label: t(`keys.expiry.${value}`) }))}
        value={expiry}
        onChange={(value) => value && setExpiry(value as Expiry | 'keep')}
      />
    </FormDialog>
  );
}

type KeyFieldsProps = {
  name: string;
  onName: (name: string) => void;
  chosen: Scope[];
  onChosen: (chosen: Scope[]) => void;
};

function KeyFields({ name, onName, chosen, onChosen }: KeyFieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      <TextInput
        label={t('keys.name')}
        description={t('keys.new.hint')}
        data-autofocus
        autoComplete="off"
        maxLength={longestName}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <Checkbox.Group label={t('keys.scopes')} value={chosen} onChange={(values) => onChosen(values as Scope[])}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={scope} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </>
  );
}
