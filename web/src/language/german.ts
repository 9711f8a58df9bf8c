import type { Catalogue } from './catalogues';
import { check } from './german/check';
import { codes } from './german/codes';
import { history } from './german/history';
import { imports } from './german/import';
import { persons } from './german/persons';
import { shell } from './german/shell';

export const german: Catalogue = { ...shell, ...imports, ...check, ...codes, ...history, ...persons };
