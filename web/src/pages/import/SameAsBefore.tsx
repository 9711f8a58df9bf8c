import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useNavigate } from 'react-router';
import {
  changeImport,
  orderImport,
  readingQuery,
  importQuery,
  useHistory,
  useImportAct,
  useRecipes,
  type Import,
  type Upload,
} from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { changeTo, chosenOf, earlierOf, importsToLookAt, readingsToTry, type Earlier } from './earlier';
import { followedRecipe } from './FollowedRecipe';

/** Ways that are offered at most: more would be a list to read. */
const most = 3;

/** What was done before with files that have these titles, under the reading that was chosen for them. */
function useEarlier(id: number, upload: Upload): Earlier[] {
  const recipes = useRecipes().data?.recipes ?? [];
  const history = useHistory().data?.pages[0]?.imports ?? [];
  const imports = useQueries({ queries: importsToLookAt(history).map(importQuery) });
  const all = earlierOf(
    recipes,
    imports.flatMap(({ data }) => data ?? []),
  );
  const readings = readingsToTry(all);
  const tried = useQueries({ queries: readings.map((reading) => readingQuery(id, reading)) });
  const printOf = (earlier: Earlier) => {
    const chosen = JSON.stringify(chosenOf(earlier.recipe));
    const place = readings.findIndex((reading) => JSON.stringify(reading) === chosen);
    return place < 0 ? upload.reading.fingerprint : tried[place]?.data?.reading.fingerprint;
  };
  return all.filter((earlier) => earlier.fingerprint === printOf(earlier)).slice(0, most);
}

type SameAsBeforeProps = {
  shown: Import;
  upload: Upload;
  /** Called before: what still waits to be sent would undo it. */
  onBefore?: () => Promise<unknown>;
};

/** Same as last time: reading, mapping and all choices of an earlier import of such a file, in one click. */
export function SameAsBefore({ shown, upload, onBefore }: SameAsBeforeProps) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const earlier = useEarlier(shown.id, upload);
  const take = useImportAct(shown.id, async ({ name, recipe }: Earlier) => {
    await onBefore?.();
    // the wait may have ordered it
    const now = queries.getQueryData(importQuery(shown.id).queryKey) ?? shown;
    if (now.request) return changeImport(shown.id, changeTo(recipe));
    return orderImport({ uploadId: shown.id, recipe: { ...recipe, name }, autoMap: false });
  });
  if (earlier.length === 0 || followedRecipe(shown) !== null) return null;
  const act = (chosen: Earlier) => take.mutate(chosen, { onSuccess: () => void navigate(`/import/${shown.id}/check`) });
  return (
    <Stack gap="sm">
      {take.isError && <ProblemNotice error={take.error} />}
      <Card p="md">
        <Group justify="space-between" gap="sm">
          <Group gap="sm" wrap="nowrap" flex="1 1 260px">
            <Sparkles size={18} aria-hidden color="var(--accent-text)" style={{ flex: 'none' }} />
            <Text size="sm">{t('map.recipe')}</Text>
          </Group>
          <Group gap="xs">
            {earlier.map((one) => (
              <Button
                key={one.key}
                variant="light"
                size="xs"
                loading={take.isPending && take.variables.key === one.key}
                onClick={() => act(one)}
              >
                {t(one.kind === 'recipe' ? 'map.recipe.use' : 'map.recipe.again', { name: one.name })}
              </Button>
            ))}
          </Group>
        </Group>
      </Card>
    </Stack>
  );
}
