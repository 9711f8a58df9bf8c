import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useUserAdding, type Role } from '../../../api/users';
import { useLanguage } from '../../../language/Language';
import { FormDialog } from '../../../parts/FormDialog';
import { useTelling } from '../../../parts/useTelling';
import { roles } from './roles';
import type { IssuedLink } from './UsersPage';

type InviteDialogProps = { onLink: (issued: IssuedLink) => void; onClose: () => void };

/** Asks whom to let in, and how far. */
export function InviteDialog({ onLink, onClose }: InviteDialogProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const add = useUserAdding();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('EDITOR');
  const own = email.trim();
  const isEmail = /^\S+@\S+\.\S+$/.test(own);
  const submit = () =>
    add.mutate(
      { email: own, role },
      {
        onSuccess: (added) => {
          onClose();
          if (added.link) onLink({ email: added.email, link: added.link });
          else tell(t('users.joined', { name: added.email })); // known from another account
        },
      },
    );
  return (
    <FormDialog
      title={t('users.invite')}
      act={t('users.invite.act')}
      isComplete={isEmail}
      change={add}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('users.email')}
        type="email"
        autoComplete="off"
        data-autofocus
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Radio.Group label={t('users.role')} value={role} onChange={(chosen) => setRole(chosen as Role)}>
        <Stack gap="xs" mt={6}>
          {roles.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`profile.role.${value}`)}
              description={t(`users.role.${value}.text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
