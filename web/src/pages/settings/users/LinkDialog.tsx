import { addressOf } from '../../../api/users';
import { useFormat, useLanguage } from '../../../language/Language';
import { ShownOnce } from '../../../parts/ShownOnce';
import type { IssuedLink } from './UsersPage';

/** The link by which a user sets a password, to be sent to him. */
export function LinkDialog({ issued: { email, link }, onClose }: { issued: IssuedLink; onClose: () => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  return (
    <ShownOnce
      title={t('users.link', { name: email })}
      text={t('users.link.text', { name: email, moment: format.moment(link.expiresAt) })}
      label={t('users.link.label')}
      value={addressOf(link)}
      onClose={onClose}
    />
  );
}
