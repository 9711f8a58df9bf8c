import { api, contentOf, type Schemas } from './client';
import { useAct } from './useAct';

export type KeptRecipe = Schemas['KeptRecipe'];

const path = (id: number) => ({ path: { id } });

/** Gives a recipe another name; everything else of it stays. */
export function useRecipeRenaming() {
  return useAct('recipes', ({ kept, name }: { kept: KeptRecipe; name: string }) =>
    contentOf(
      api.PUT('/imports/1/recipes/{id}', {
        params: path(kept.id),
        body: { recipe: { ...kept.recipe, name }, fingerprint: kept.fingerprint },
      }),
    ),
  );
}
export function useRecipeRemoving() {
  return useAct('recipes', (id: number) =>
    contentOf<undefined>(api.DELETE('/imports/1/recipes/{id}', { params: path(id) })),
  );
}
