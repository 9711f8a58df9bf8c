import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { BookMarked, Upload } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRecipes } from '../../api/imports';
import type { KeptRecipe } from '../../api/recipes';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { EmptyState } from '../../parts/EmptyState';
import { ListWaiting } from '../../parts/ListWaiting';
import { Page } from '../../parts/Page';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { DeleteRecipeDialog, RenameRecipeDialog } from './RecipeDialogs';
import { RecipeCard } from './RecipeCard';

type Asked = { act: 'rename' | 'delete'; kept: KeptRecipe };

/** The kept mappings, and what each maps. */
export function RecipesPage() {
  const { t } = useLanguage();
  const mayChange = useMay()('imports:manage');
  const recipes = useRecipes();
  const [asked, setAsked] = useState<Asked | null>(null);
  const kept = recipes.data?.recipes ?? [];
  const close = () => setAsked(null);
  return (
    <Page title={t('recipes.title')} text={t('recipes.text')}>
      {recipes.isPending && <ListWaiting />}
      {recipes.isError && <ProblemNotice error={recipes.error} onRetry={() => void recipes.refetch()} />}
      {recipes.data && kept.length === 0 && (
        <Card>
          <EmptyState
            icon={<BookMarked />}
            title={t('recipes.empty')}
            text={t(mayChange ? 'recipes.empty.text' : 'recipes.empty.look')}
          >
            {mayChange && (
              <Button component={Link} to="/import" leftSection={<Upload size={16} aria-hidden />}>
                {t('import.title')}
              </Button>
            )}
          </EmptyState>
        </Card>
      )}
      {kept.length > 0 && (
        <Stack gap="md">
          <Text size="sm" c="dimmed" className="numbers" role="status">
            {t('recipes.count', { count: kept.length })}
          </Text>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
            {kept.map((one) => (
              <RecipeCard
                key={one.id}
                kept={one}
                {...(mayChange && { onAsk: (act: Asked['act']) => setAsked({ act, kept: one }) })}
              />
            ))}
          </SimpleGrid>
        </Stack>
      )}
      {asked?.act === 'rename' && <RenameRecipeDialog kept={asked.kept} others={kept} onClose={close} />}
      {asked?.act === 'delete' && <DeleteRecipeDialog kept={asked.kept} onClose={close} />}
    </Page>
  );
}
