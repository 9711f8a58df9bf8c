import { Select } from '@mantine/core';
import { useRoleChange, type Role, type User } from '../../../api/users';
import { useLanguage } from '../../../language/Language';
import { useTelling, useTellingTrouble } from '../../../parts/useTelling';
import { roles } from './roles';

/** The role of another user, changed where it stands. */
export function RoleChoice({ user: { id, email, role } }: { user: User }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const tellTrouble = useTellingTrouble();
  const change = useRoleChange();
  const choose = (chosen: Role) =>
    change.mutate(
      { id, role: chosen },
      {
        onSuccess: () => tell(t('users.changed', { name: email, role: t(`profile.role.${chosen}`) })),
        onError: tellTrouble,
      },
    );
  return (
    <Select
      aria-label={t('users.roleOf', { name: email })}
      size="xs"
      w={150}
      allowDeselect={false}
      data={roles.map((value) => ({ value, label: t(`profile.role.${value}`) }))}
      value={change.isPending ? change.variables.role : role}
      disabled={change.isPending}
      onChange={(chosen) => chosen && chosen !== role && choose(chosen as Role)}
    />
  );
}
