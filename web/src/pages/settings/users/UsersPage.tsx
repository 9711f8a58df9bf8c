import { Button, Group, Text } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../../api/session';
import { useUsers, type Link, type User } from '../../../api/users';
import { useFormat, useLanguage } from '../../../language/Language';
import { ListTable } from '../../../parts/ListTable';
import { ListWaiting } from '../../../parts/ListWaiting';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { Section } from '../../../parts/Section';
import { ToneBadge } from '../../../parts/ToneBadge';
import { InviteDialog } from './InviteDialog';
import { LinkDialog } from './LinkDialog';
import { RoleChoice } from './RoleChoice';
import { UserActs } from './UserActs';

/** A one-time link, and for whom. */
export type IssuedLink = { email: string; link: Link };

/** Who may sign in to the account. */
export function UsersPage() {
  const { t } = useLanguage();
  const users = useUsers();
  const [isInviting, setInviting] = useState(false);
  const [issued, setIssued] = useState<IssuedLink | null>(null);
  return (
    <Section
      title={t('settings.users')}
      text={t('users.text')}
      acts={
        <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
          {t('users.invite')}
        </Button>
      }
    >
      {users.isPending && <ListWaiting />}
      {users.isError && <ProblemNotice error={users.error} onRetry={() => void users.refetch()} />}
      {users.data && <UserTable users={users.data} onLink={setIssued} />}
      {isInviting && <InviteDialog onLink={setIssued} onClose={() => setInviting(false)} />}
      {issued && <LinkDialog issued={issued} onClose={() => setIssued(null)} />}
    </Section>
  );
}

function UserTable({ users, onLink }: { users: User[]; onLink: (issued: IssuedLink) => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const own = useSession().user?.id;
  return (
    <ListTable
      label={t('settings.users')}
      entries={users}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('users.email'),
          cell: ({ id, email }) => (
            <Group gap="xs">
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {email}
              </Text>
              {id === own && (
                <Text size="xs" c="dimmed">
                  {t('users.you')}
                </Text>
              )}
            </Group>
          ),
        },
        {
          title: t('users.role'),
          // nobody takes the own rights away by a slip
          cell: (user) => (user.id === own ? t(`profile.role.${user.role}`) : <RoleChoice user={user} />),
        },
        {
          title: t('users.state'),
          cell: ({ passwordSet }) => (
            <ToneBadge tone={passwordSet ? 'created' : 'discarded'}>
              {t(passwordSet ? 'users.active' : 'users.invited')}
            </ToneBadge>
          ),
        },
        { title: t('users.since'), cell: ({ createdAt }) => format.moment(createdAt) },
      ]}
      acts={(user) => user.id !== own && <UserActs user={user} onLink={onLink} />}
    />
  );
}
