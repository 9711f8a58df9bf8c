import type { Catalogue } from './catalogues';
import { attributes } from './japanese/attributes';
import { check } from './japanese/check';
import { codes } from './japanese/codes';
import { contents } from './japanese/contents';
import { history } from './japanese/history';
import { imports } from './japanese/import';
import { lists } from './japanese/lists';
import { mail } from './japanese/mail';
import { notifications } from './japanese/notifications';
import { persons } from './japanese/persons';
import { recipes } from './japanese/recipes';
import { settings } from './japanese/settings';
import { shell } from './japanese/shell';
import { tags } from './japanese/tags';
import { webhooks } from './japanese/webhooks';

export const japanese: Catalogue = {
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

export { told } from './japanese/told';
