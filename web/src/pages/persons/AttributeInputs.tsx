import { Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAttributes, type AttributeType } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';

type AttributeInputsProps = {
  values: Record<string, string>;
  faults: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
};

/** The custom attributes that a person has, and a way to those that it has not. */
export function AttributeInputs({ values, faults, onChange }: AttributeInputsProps) {
  const { t } = useLanguage();
  const known = useAttributes().data ?? [];
  const [added, setAdded] = useState<string | null>(null);
  const names = Object.keys(values);
  const others = known.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  return (
    <Stack>
      {names.map((name) => (
        <AttributeInput
          key={name}
          name={name}
          type={known.find((attribute) => attribute.name === name)?.dataType ?? 'STRING'}
          value={values[name] ?? ''}
          fault={faults[name]}
          hasFocus={name === added}
          onChange={(value) => onChange({ ...values, [name]: value })}
        />
      ))}
      {others.length > 0 && (
        <Select
          aria-label={t('person.form.attribute')}
          placeholder={t('person.form.attribute')}
          data={others}
          value={null}
          searchable
          limit={100}
          onChange={(name) => {
            if (!name) return;
            setAdded(name);
            onChange({ ...values, [name]: '' });
          }}
        />
      )}
      {known.length === 0 && names.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('person.form.noAttributes')}
        </Text>
      )}
    </Stack>
  );
}

type AttributeInputProps = {
  name: string;
  type: AttributeType;
  value: string;
  fault: string | undefined;
  hasFocus: boolean;
  onChange: (value: string) => void;
};

function AttributeInput({ name, type, value, fault, hasFocus, onChange }: AttributeInputProps) {
  const { t } = useLanguage();
  if (type === 'BOOLEAN') {
    return (
      <Select
        label={name}
        clearable
        clearButtonProps={{ 'aria-label': t('person.form.clear') }}
        data={(['true', 'false'] as const).map((word) => ({ value: word, label: t(`person.form.${word}`) }))}
        value={value || null}
        error={fault}
        autoFocus={hasFocus}
        onChange={(word) => onChange(word ?? '')}
      />
    );
  }
  return (
    <TextInput
      label={name}
      type={type === 'DATE' ? 'date' : 'text'}
      inputMode={type === 'INTEGER' ? 'numeric' : type === 'DECIMAL' ? 'decimal' : undefined}
      placeholder={type === 'DATE_TIME' ? '2026-03-14T10:00:00Z' : undefined}
      autoComplete="off"
      value={value}
      error={fault}
      autoFocus={hasFocus}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
