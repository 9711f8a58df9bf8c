import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change of a list, which is then asked for anew, also where the change was refused: somebody else may have been quicker. */
export function useAct<Input, Content>(key: string, act: (input: Input) => Promise<Content>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: [key] }) });
}
