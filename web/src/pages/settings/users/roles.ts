import type { Role } from '../../../api/users';

/** From little to much. */
export const roles: Role[] = ['VIEWER', 'EDITOR', 'ADMIN'];
