import type { AttributeType } from '../../api/catalogues';
import type { ColumnMapping, Upload, UploadColumn } from '../../api/imports';
import { identifiers, takesSeveral } from './fields';

/** Where one column of the file goes. */
export type ColumnChoice = {
  /** Its title, or its place like `#3`. */
  column: string;
  /** null: it is not imported. */
  field: string | null;
  /** The custom attribute of that name is made, of this type. */
  newAttribute: AttributeType | null;
  options: { country?: string; dateFormat?: string; delimiter?: string };
};

const nowhere = (column: string): ColumnChoice => ({ column, field: null, newAttribute: null, options: {} });

/** What the server proposes for a column; only what is certain is taken without asking. */
export function suggested(column: UploadColumn, grades: ('certain' | 'likely')[] = ['certain']): ColumnChoice {
  const { suggestion } = column;
  if (!suggestion || !grades.includes(suggestion.grade)) return nowhere(column.name);
  return { column: column.name, field: suggestion.field, newAttribute: null, options: { ...suggestion.options } };
}

/**
 * The choices of a recipe for the columns of a file. Columns that it does not name go nowhere, or, as without a recipe, where the server is
 * certain that they belong.
 */
export function choicesOf(
  columns: UploadColumn[],
  mapped: ColumnMapping[] | null,
  others: 'nowhere' | 'suggested' = 'suggested',
): ColumnChoice[] {
  return columns.map((column) => {
    const found = mapped?.find((entry) => isColumn(entry.column, column));
    if (!found) return others === 'suggested' ? suggested(column) : nowhere(column.name);
    return {
      column: column.name,
      field: found.field ?? null,
      newAttribute: (found.newAttribute as AttributeType | null | undefined) ?? null,
      options: { ...found.options },
    };
  });
}

function isColumn(named: string, column: UploadColumn): boolean {
  return named === column.name || named === `#${column.number}` || named.toLowerCase() === column.name.toLowerCase();
}

/** The columns that were mapped and that the file does not have. */
export function lackingOf(columns: UploadColumn[], mapped: ColumnMapping[]): string[] {
  return mapped
    .filter(({ column, field }) => field && !columns.some((one) => isColumn(column, one)))
    .map(({ column }) => column);
}

/** The choices as the server takes them; the recipe names every column, so that nothing is mapped that is not shown. */
export function mappingOf(choices: ColumnChoice[]): ColumnMapping[] {
  return choices.map(({ column, field, newAttribute, options }) => ({
    column,
    field,
    ...(newAttribute && { newAttribute }),
    ...(Object.keys(options).length > 0 && { options }),
  }));
}

/**
 * One column goes to another field. A field that takes one column only is taken away from the column that had it. The options stay where the
 * field needs the same ones, and are otherwise those that the server proposes with that field.
 */
export function withField(
  choices: ColumnChoice[],
  column: UploadColumn,
  field: string | null,
  newAttribute: AttributeType | null = null,
): ColumnChoice[] {
  return choices.map((choice) => {
    if (choice.column === column.name) {
      const isProposed = column.suggestion?.field === field;
      return {
        column: choice.column,
        field,
        newAttribute,
        options: isProposed ? { ...column.suggestion?.options } : {},
      };
    }
    const isTaken = field !== null && choice.field === field && !takesSeveral(field);
    return isTaken ? nowhere(choice.column) : choice;
  });
}

/** One column gets a choice that it had before, which takes a field with one place back from the column that has it by now. */
export function withChoice(choices: ColumnChoice[], column: UploadColumn, before: ColumnChoice): ColumnChoice[] {
  const moved = withField(choices, column, before.field, before.newAttribute);
  return moved.map((choice) => (choice.column === column.name ? before : choice));
}

export function withOption(
  choices: ColumnChoice[],
  column: string,
  option: keyof ColumnChoice['options'],
  value: string | null,
): ColumnChoice[] {
  return choices.map((choice) => {
    if (choice.column !== column) return choice;
    const { [option]: _, ...others } = choice.options;
    return { ...choice, options: value === null ? others : { ...others, [option]: value } };
  });
}

/** Whether people can be recognised by what is mapped. */
export function hasIdentifier(choices: ColumnChoice[]): boolean {
  return choices.some(({ field }) => field !== null && identifiers.includes(field));
}

export function isSameChoice(one: ColumnChoice, other: ColumnChoice): boolean {
  return JSON.stringify(mappingOf([one])) === JSON.stringify(mappingOf([other]));
}

/** The share of rows in which a column is filled, of those that were looked at. */
export function fillOf(upload: Upload, column: UploadColumn): number {
  return upload.rowsLookedAt === 0 ? 0 : column.filled / upload.rowsLookedAt;
}
