import type { Catalogue } from './catalogues';
import { check } from './croatian/check';
import { codes } from './croatian/codes';
import { history } from './croatian/history';
import { imports } from './croatian/import';
import { persons } from './croatian/persons';
import { shell } from './croatian/shell';

export const croatian: Catalogue = { ...shell, ...imports, ...check, ...codes, ...history, ...persons };
