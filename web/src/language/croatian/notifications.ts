import type { Catalogue } from '../catalogues';

export const notifications: Catalogue = {
  'notices.title': 'Obavijesti',
  'notices.text': 'Što se dogodilo dok vas nije bilo.',
  'notices.bell': 'Obavijesti, nepročitano: {count}',
  'notices.unread': '{count} nepročitana obavijest|{count} nepročitane obavijesti|{count} nepročitanih obavijesti',
  'notices.all': 'Sve obavijesti',
  'notices.readAll': 'Označi sve kao pročitano',
  'notices.read': 'Označi kao pročitano: {title}',
  'notices.notRead': 'Označi kao nepročitano: {title}',
  'notices.new': 'Novo',
  'notices.empty': 'Još ničega',
  'notices.empty.text': 'Kad uvoz završi ili se webhook onemogući, saznat ćete ovdje.',
  'notices.completed': 'Datoteka {name} je uvezena',
  'notices.withErrors': 'Datoteka {name} je uvezena, s greškama',
  'notices.failed': 'Uvoz datoteke {name} nije uspio',
  'notices.undone': 'Uvoz datoteke {name} je poništen',
  'notices.disabled': 'Webhook za {name} je onemogućen',
  'notices.created': 'stvoreno: {count}',
  'notices.updated': 'ažurirano: {count}',
  'notices.rejected': 'odbijeno: {count}',
};
