import type { AttributeType } from '../../api/catalogues';
import { fieldGroups } from '../../parts/fields';

/** At least one of them must be mapped: by them people are recognised. */
export const identifiers: readonly string[] = fieldGroups[0].fields;

/** Fields that several columns may go to: each adds a contact, or tags. */
const collecting = ['email', 'phone', 'tags'];
export function takesSeveral(field: string): boolean {
  return collecting.includes(field);
}

/** Which option a column has that goes to a field. */
export type FieldOption = 'country' | 'dateFormat' | 'delimiter';
export function optionOf(field: string | null, type: AttributeType | undefined): FieldOption | null {
  if (field === 'phone') return 'country';
  if (field === 'tags') return 'delimiter';
  if (field === 'birthDate' || type === 'DATE' || type === 'DATE_TIME') return 'dateFormat';
  return null;
}

export const delimiters = ['comma', 'semicolon', 'pipe', 'tab', 'space', 'none'] as const;
/** The formats that dates are usually written in; the server knows more, and one that it found in the column is added to the choice. */
export const dateFormats = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'd.M.yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'dd.MM.yy',
  'dd/MM/yy',
  'MM/dd/yy',
  'd.M.yy',
];

/** ISO 3166 regions that telephone numbers can be of. */
const regions =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO ' +
  'CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR ' +
  'HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML ' +
  'MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA ' +
  'SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU ' +
  'WF WS XK YE YT ZA ZM ZW';

/** The regions with their names in a language, by name. */
export function regionNames(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return regions
    .split(' ')
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}
