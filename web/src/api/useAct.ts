import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change of a list, which is then asked for anew, also where the change was refused: somebody else may have been quicker. */
export function useAct<Input, Content>(key: string, act: (input: Input) => Promise<Content>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    // not waited for: what was acted on may be gone from the page by then, and with it who wants to know of the success
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
