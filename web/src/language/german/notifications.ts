import type { Catalogue } from '../catalogues';

export const notifications: Catalogue = {
  'notices.title': 'Benachrichtigungen',
  'notices.text': 'Was geschah, während Sie anderswo waren.',
  'notices.bell': 'Benachrichtigungen, {count} ungelesen',
  'notices.unread': '{count} ungelesene Benachrichtigung|{count} ungelesene Benachrichtigungen',
  'notices.all': 'Alle Benachrichtigungen',
  'notices.readAll': 'Alle als gelesen markieren',
  'notices.read': 'Als gelesen markieren: {title}',
  'notices.notRead': 'Als ungelesen markieren: {title}',
  'notices.new': 'Neu',
  'notices.empty': 'Noch nichts',
  'notices.empty.text': 'Wenn ein Import beendet ist oder ein Webhook deaktiviert wird, erfahren Sie es hier.',
  'notices.completed': '{name} ist importiert',
  'notices.withErrors': '{name} ist mit Fehlern importiert',
  'notices.failed': 'Der Import von {name} ist fehlgeschlagen',
  'notices.undone': 'Der Import von {name} wurde rückgängig gemacht',
  'notices.disabled': 'Der Webhook an {name} ist deaktiviert',
  'notices.created': '{count} angelegt',
  'notices.updated': '{count} aktualisiert',
  'notices.rejected': '{count} abgelehnt',
};
