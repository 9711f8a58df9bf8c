import { useState } from 'react';
import type { Change, Import } from '../../api/imports';

type Tags = NonNullable<Change['tags']>;

const noTags: Tags = { mode: 'NONE', names: [] };

/** Tags are to be chosen, and none is named yet. */
const isUnnamed = (tags: Tags) => tags.mode === 'MANUAL' && !tags.names?.length;

/** What the server is told of a change: as long as no tag is named, nobody gets one. */
export function savedOf(change: Change): Change {
  return change.tags && isUnnamed(change.tags) ? { ...change, tags: noTags } : change;
}

export type Choices = ReturnType<typeof useChoices>;

/** What is decided for all rows at once, as it is shown: what was just chosen counts before the server has it. */
export function useChoices(shown: Import, save: (change: Change) => void) {
  const [chosen, setChosen] = useState<Change>({});
  const values = { ...shown.request?.recipe.choices, ...chosen };
  const tags = values.tags ?? noTags;
  return {
    ...values,
    tags,
    isTagMissing: isUnnamed(tags),
    change: (change: Change) => {
      setChosen((before) => ({ ...before, ...change }));
      save(savedOf(change));
    },
  };
}
