import { Group, Text } from '@mantine/core';
import { useLanguage } from '../language/Language';
import mark from './mark.svg';

/** The product's sign and name. */
export function Mark({ size = 28 }: { size?: number }) {
  const { t } = useLanguage();
  return (
    <Group gap={10} wrap="nowrap">
      <img src={mark} alt="" width={size} height={size} />
      <Text component="span" fw={700} fz={size * 0.62} lts="-0.02em">
        {t('app.name')}
      </Text>
    </Group>
  );
}
