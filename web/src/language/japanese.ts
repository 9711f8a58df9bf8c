import type { Catalogue } from './catalogues';
import { check } from './japanese/check';
import { codes } from './japanese/codes';
import { history } from './japanese/history';
import { imports } from './japanese/import';
import { persons } from './japanese/persons';
import { shell } from './japanese/shell';

export const japanese: Catalogue = { ...shell, ...imports, ...check, ...codes, ...history, ...persons };
