import { Stack } from '@mantine/core';
import { useNavigate } from 'react-router';
import { changeImport, useImportAct, useRecipes, type Change, type Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { ProblemNotice } from '../../parts/ProblemNotice';
import type { Step } from './ImportSteps';
import { RecipeBand } from './RecipeBand';

/** As an import is that nobody chose anything for. */
const untouched: Change = { reading: null, columns: null, choices: null, autoMap: true };

const steps: Step[] = ['read', 'map', 'check'];

/** The name of the recipe by which an import was prepared. One that left its recipe still has the name, and maps itself. */
export function followedRecipe({ request }: Pick<Import, 'request'>): string | null {
  return (!request?.autoMap && request?.recipe.name) || null;
}

/** Says at each step by which recipe an import was prepared. Without the recipe it begins anew with what the file itself says. */
export function FollowedRecipe({ shown, step }: { shown: Import; step: Step }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const leave = useImportAct(shown.id, () => changeImport(shown.id, untouched));
  const name = followedRecipe(shown);
  const isKept = useRecipes().data?.recipes.some((kept) => kept.name === name) ?? true;
  if (name === null || !steps.includes(step)) return null;
  return (
    <Stack gap="sm" mb="lg">
      {leave.isError && <ProblemNotice error={leave.error} />}
      <RecipeBand
        text={t(isKept ? 'import.recipe' : 'import.like', { name })}
        leaving={t('import.recipe.leave')}
        isLeaving={leave.isPending}
        onLeave={() =>
          leave.mutate(undefined, { onSuccess: () => void navigate(`/import/${shown.id}/read`, { replace: true }) })
        }
      />
    </Stack>
  );
}
