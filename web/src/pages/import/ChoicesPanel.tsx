import { SegmentedControl, SimpleGrid, TagsInput, Text } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useTags } from '../../api/catalogues';
import type { Change, Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';

type ChoicesPanelProps = { shown: Import; onChange: (change: Change) => void };

/** What is decided for all rows at once. Each change makes the plan anew, without another look into the file. */
export function ChoicesPanel({ shown, onChange: send }: ChoicesPanelProps) {
  const { t } = useLanguage();
  // what was just chosen is shown before the server has it
  const [chosen, setChosen] = useState<Change>({});
  const choices = { ...shown.request?.recipe.choices, ...chosen };
  const onChange = (change: Change) => {
    setChosen((before) => ({ ...before, ...change }));
    send(change);
  };
  const tags = choices.tags ?? { mode: 'NONE', names: [] };
  const duplicate = choices.onDuplicate === 'discard' ? 'discard' : 'merge';
  return (
    <Card title={t('check.choices')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
        <Choice title={t('choice.duplicate')} text={t(`choice.duplicate.${duplicate}.text`)}>
          {(label) => (
            <SegmentedControl
              aria-labelledby={label}
              fullWidth
              value={duplicate}
              onChange={(value) => onChange({ onDuplicate: value })}
              data={(['merge', 'discard'] as const).map((value) => ({ value, label: t(`choice.duplicate.${value}`) }))}
            />
          )}
        </Choice>
        <Choice title={t('choice.tags')} {...(tags.mode === 'AUTOMATIC' && { text: t('choice.tags.AUTOMATIC.text') })}>
          {(label) => (
            <>
              <SegmentedControl
                aria-labelledby={label}
                fullWidth
                value={tags.mode ?? 'NONE'}
                onChange={(mode) => onChange({ tags: { mode, names: [] } })}
                data={(['NONE', 'AUTOMATIC', 'MANUAL'] as const).map((value) => ({
                  value,
                  label: t(`choice.tags.${value}`),
                }))}
              />
              {tags.mode === 'MANUAL' && <TagNames names={tags.names ?? []} onChange={onChange} />}
            </>
          )}
        </Choice>
        <Choice title={t('choice.invalid')}>
          {(label) => (
            <SegmentedControl
              aria-labelledby={label}
              fullWidth
              value={choices.onInvalidValue ?? 'reject'}
              onChange={(value) => onChange({ onInvalidValue: value })}
              data={(['reject', 'drop'] as const).map((value) => ({ value, label: t(`choice.invalid.${value}`) }))}
            />
          )}
        </Choice>
        <Choice title={t('choice.ambiguous')}>
          {(label) => (
            <SegmentedControl
              aria-labelledby={label}
              fullWidth
              value={choices.onAmbiguousMatch ?? 'reject'}
              onChange={(value) => onChange({ onAmbiguousMatch: value })}
              data={(['reject', 'merge'] as const).map((value) => ({ value, label: t(`choice.ambiguous.${value}`) }))}
            />
          )}
        </Choice>
      </SimpleGrid>
    </Card>
  );
}

function TagNames({ names, onChange }: { names: string[]; onChange: ChoicesPanelProps['onChange'] }) {
  const { t } = useLanguage();
  const known = useTags().data?.map(({ name }) => name) ?? [];
  return (
    <TagsInput
      mt="sm"
      aria-label={t('choice.tags.names')}
      description={t('choice.tags.hint')}
      data={known}
      value={names}
      maxLength={256}
      onChange={(chosen) => onChange({ tags: { mode: 'MANUAL', names: chosen } })}
    />
  );
}

function Choice({ title, text, children }: { title: string; text?: string; children: (labelId: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <Text size="sm" fw={600} mb={6} id={id}>
        {title}
      </Text>
      {children(id)}
      {text && (
        <Text size="xs" c="dimmed" mt={6}>
          {text}
        </Text>
      )}
    </div>
  );
}
