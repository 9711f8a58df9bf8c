import type { Catalogue } from './catalogues';
import { attributes } from './croatian/attributes';
import { check } from './croatian/check';
import { codes } from './croatian/codes';
import { contents } from './croatian/contents';
import { history } from './croatian/history';
import { imports } from './croatian/import';
import { lists } from './croatian/lists';
import { mail } from './croatian/mail';
import { notifications } from './croatian/notifications';
import { persons } from './croatian/persons';
import { recipes } from './croatian/recipes';
import { settings } from './croatian/settings';
import { shell } from './croatian/shell';
import { tags } from './croatian/tags';
import { webhooks } from './croatian/webhooks';

export const croatian: Catalogue = {
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

export { told } from './croatian/told';
