import { Skeleton, Stack } from '@mantine/core';
import { Card } from './Card';

/** In place of a list that is being loaded. */
export function ListWaiting() {
  return (
    <Card p={0}>
      <Stack gap={0} p="md" aria-hidden>
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={22} my={10} />
        ))}
      </Stack>
    </Card>
  );
}
