import { Button, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { ArrowRight, Pencil, Trash2, Upload } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { KeptRecipe } from '../../api/recipes';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { Facts } from '../../parts/Facts';
import { IconAct } from '../../parts/IconAct';
import { linesOf, readingOf, wordOf, type Line } from './readable';
import classes from './RecipeCard.module.css';

/** Columns that are shown before one asks for all. */
const few = 8;

type RecipeCardProps = { kept: KeptRecipe; onAsk?: (act: 'rename' | 'delete') => void };

/** One recipe as a person reads it. */
export function RecipeCard({ kept: { id, name, recipe }, onAsk }: RecipeCardProps) {
  const { t, locale } = useLanguage();
  const regions = useMemo(() => new Intl.DisplayNames(locale, { type: 'region' }), [locale]);
  const columns = recipe.columns ?? [];
  const lines = linesOf(columns, t, (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code));
  const left = columns.length - lines.length;
  const choices = recipe.choices ?? {};
  const tags = choices.tags;
  const word = (area: string, value: string | null | undefined) => value && wordOf(t, area, value);
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Title order={2}>{name}</Title>
            <Text size="sm" c="dimmed" className="numbers">
              {[t('recipes.mapped', { count: lines.length }), left > 0 && t('recipes.left', { count: left })]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
          {onAsk && (
            <Group gap={4} wrap="nowrap">
              <IconAct
                label={t('recipes.rename', { name })}
                icon={<Pencil size={16} aria-hidden />}
                onAct={() => onAsk('rename')}
              />
              <IconAct
                label={t('recipes.delete', { name })}
                icon={<Trash2 size={16} aria-hidden />}
                onAct={() => onAsk('delete')}
              />
            </Group>
          )}
        </Group>
        <Lines lines={lines} />
        <Facts
          facts={[
            [t('recipes.reading'), readingOf(recipe.reading, t).join(', ') || t('recipes.reading.detected')],
            [t('recipes.type'), word('map.type', choices.personType)],
            [t('choice.duplicate'), word('choice.duplicate', choices.onDuplicate)],
            [t('choice.invalid'), word('choice.invalid', choices.onInvalidValue)],
            [t('choice.ambiguous'), word('choice.ambiguous', choices.onAmbiguousMatch)],
            [t('choice.tags.names'), tags?.names?.length ? tags.names.join(', ') : word('choice.tags', tags?.mode)],
          ]}
        />
        {onAsk && (
          <div>
            <Button
              component={Link}
              to={`/import?recipe=${id}`}
              variant="light"
              leftSection={<Upload size={16} aria-hidden />}
              aria-label={t('recipes.use.with', { name })}
            >
              {t('recipes.use')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  const { t } = useLanguage();
  const [areAllShown, setAllShown] = useState(false);
  return (
    <div>
      <ul className={classes.lines} aria-label={t('recipes.goes')}>
        {lines.slice(0, areAllShown ? lines.length : few).map(({ column, field, isNew, options }, place) => (
          <li key={place}>
            <span>{column}</span>
            <span>
              <ArrowRight size={14} aria-hidden />
              <VisuallyHidden>{t('recipes.to')}</VisuallyHidden>
            </span>
            <span>
              <Text span size="sm" fw={600}>
                {field}
              </Text>
              {(isNew || options.length > 0) && (
                <span className={classes.options}>
                  {[isNew && t('recipes.new'), ...options].filter(Boolean).join(', ')}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {lines.length > few && (
        <Button
          size="xs"
          mt="xs"
          variant="default"
          aria-expanded={areAllShown}
          onClick={() => setAllShown(!areAllShown)}
        >
          {areAllShown ? t('recipes.fewer') : t('recipes.all', { count: lines.length })}
        </Button>
      )}
    </div>
  );
}
