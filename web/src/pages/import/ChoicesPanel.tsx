import { SegmentedControl, SimpleGrid, TagsInput, Text } from '@mantine/core';
import { useId, type ReactNode, type Ref } from 'react';
import { useTags } from '../../api/catalogues';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import type { Choices } from './useChoices';

/** Where tags are named, and whether going on was tried without one. */
type TagNaming = { field: Ref<HTMLInputElement>; isAsked: boolean };

type ChoicesPanelProps = { choices: Choices; naming: TagNaming };

/** What is decided for all rows at once. Each change makes the plan anew, without another look into the file. */
export function ChoicesPanel({ choices, naming }: ChoicesPanelProps) {
  const { t } = useLanguage();
  const { tags, change: onChange } = choices;
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
              {tags.mode === 'MANUAL' && <TagNames choices={choices} naming={naming} />}
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

function TagNames({ choices, naming }: ChoicesPanelProps) {
  const { t } = useLanguage();
  const known = useTags().data?.map(({ name }) => name) ?? [];
  return (
    <TagsInput
      ref={naming.field}
      mt="sm"
      aria-label={t('choice.tags.names')}
      description={t('choice.tags.hint')}
      error={naming.isAsked && choices.isTagMissing && t('choice.tags.missing')}
      data={known}
      value={choices.tags.names ?? []}
      maxLength={256}
      onChange={(names) => choices.change({ tags: { mode: 'MANUAL', names } })}
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
