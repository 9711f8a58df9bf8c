import type { Catalogue } from './catalogues';
import { attributes } from './german/attributes';
import { check } from './german/check';
import { codes } from './german/codes';
import { contents } from './german/contents';
import { history } from './german/history';
import { imports } from './german/import';
import { lists } from './german/lists';
import { mail } from './german/mail';
import { notifications } from './german/notifications';
import { persons } from './german/persons';
import { recipes } from './german/recipes';
import { settings } from './german/settings';
import { shell } from './german/shell';
import { tags } from './german/tags';
import { webhooks } from './german/webhooks';

export const german: Catalogue = {
  ...shell,
  ...imports,
  ...check,
  ...codes,
  ...contents,
  ...history,
  ...persons,
  ...lists,
  ...tags,
  ...attributes,
  ...settings,
  ...recipes,
  ...notifications,
  ...webhooks,
  ...mail,
};

export { told } from './german/told';
