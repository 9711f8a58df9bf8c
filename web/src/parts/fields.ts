/** The fields of a person that a column can go to, in the groups in which they are offered. */
export const fieldGroups = [
  { group: 'identifiers', fields: ['email', 'phone', 'externalId'] },
  { group: 'name', fields: ['firstName', 'lastName', 'middleName', 'nickName'] },
  { group: 'person', fields: ['birthDate', 'gender', 'preferredLanguage', 'profilePicture', 'type', 'tags'] },
  { group: 'place', fields: ['address', 'city', 'country'] },
] as const;

export type StandardField = (typeof fieldGroups)[number]['fields'][number];

const standard: readonly string[] = fieldGroups.flatMap(({ fields }) => fields);
export function isStandardField(field: string): field is StandardField {
  return standard.includes(field);
}
