import { ActionIcon, Menu, Text } from '@mantine/core';
import { Ellipsis, Link as LinkIcon, LogOut, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { useSessionsEnding, useUserLink, useUserRemoving, type User } from '../../../api/users';
import { useLanguage } from '../../../language/Language';
import { ConfirmDialog } from '../../../parts/ConfirmDialog';
import { Dialog } from '../../../parts/Dialog';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { useTelling } from '../../../parts/useTelling';
import type { IssuedLink } from './UsersPage';

const size = 16;

/** What an administrator can do with another user. */
export function UserActs({ user, onLink }: { user: User; onLink: (issued: IssuedLink) => void }) {
  const { t } = useLanguage();
  const name = user.email;
  const issue = useUserLink();
  const [asked, setAsked] = useState<'end' | 'remove' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('users.acts', { name })}>
            <Ellipsis size={size} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<LinkIcon size={size} />}
            onClick={() => issue.mutate(user.id, { onSuccess: (link) => onLink({ email: name, link }) })}
          >
            {t('users.link.new')}
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={size} />} onClick={() => setAsked('end')}>
            {t('users.end')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--rejected-text)"
            leftSection={<UserMinus size={size} />}
            onClick={() => setAsked('remove')}
          >
            {t('users.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'end' && <EndDialog user={user} onClose={close} />}
      {asked === 'remove' && <RemoveDialog user={user} onClose={close} />}
      {issue.isError && (
        <Dialog title={t('users.link.new')} onClose={issue.reset}>
          <ProblemNotice error={issue.error} />
        </Dialog>
      )}
    </>
  );
}

type AskedProps = { user: User; onClose: () => void };

function EndDialog({ user: { id, email: name }, onClose }: AskedProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const end = useSessionsEnding();
  const onSuccess = () => {
    tell(t('users.ended', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('users.end.title', { name })}
      act={t('users.end')}
      change={end}
      onAct={() => end.mutate(id, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('users.end.text')}</Text>
    </ConfirmDialog>
  );
}

function RemoveDialog({ user: { id, email: name }, onClose }: AskedProps) {
  const { t } = useLanguage();
  const tell = useTelling();
  const remove = useUserRemoving();
  const onSuccess = () => {
    tell(t('users.removed', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('users.remove.title', { name })}
      act={t('users.remove.act')}
      change={remove}
      onAct={() => remove.mutate(id, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('users.remove.text')}</Text>
    </ConfirmDialog>
  );
}
