import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '../../language/Language';
import type { ContactKind } from './personForm';

type ContactLinesProps = {
  kind: ContactKind;
  lines: string[];
  faults: Record<number, string>;
  onChange: (lines: string[]) => void;
};

/** Emails or phones, a line each. */
export function ContactLines({ kind, lines, faults, onChange }: ContactLinesProps) {
  const { t } = useLanguage();
  const [added, setAdded] = useState<number | null>(null);
  const set = (place: number, value: string) => onChange(lines.map((line, index) => (index === place ? value : line)));
  return (
    <Stack gap="xs" align="flex-start">
      {lines.map((line, place) => (
        <Group key={place} gap="xs" wrap="nowrap" align="flex-end" w="100%">
          <TextInput
            flex={1}
            type={kind === 'email' ? 'email' : 'tel'}
            label={place === 0 ? t(`field.${kind}`) : undefined}
            aria-label={
              place === 0 ? undefined : t('person.form.another', { field: t(`field.${kind}`), number: place + 1 })
            }
            placeholder={kind === 'phone' ? '+385 91 234 5678' : undefined}
            autoComplete="off"
            autoFocus={place === added}
            value={line}
            error={faults[place]}
            onChange={(event) => set(place, event.currentTarget.value)}
          />
          {lines.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              c="dimmed"
              style={faults[place] ? { alignSelf: place === 0 ? 'center' : 'flex-start' } : undefined}
              aria-label={t('person.form.remove', { name: line || t(`field.${kind}`) })}
              onClick={() => onChange(lines.filter((_, index) => index !== place))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        c="var(--accent-text)"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => {
          setAdded(lines.length);
          onChange([...lines, '']);
        }}
      >
        {t(`person.form.add.${kind}`)}
      </Button>
    </Stack>
  );
}
