/** The entries whose name has what is typed in it, without case. */
export function found<Entry>(entries: Entry[], nameOf: (entry: Entry) => string, typed: string): Entry[] {
  const wanted = fold(typed.trim());
  return wanted === '' ? entries : entries.filter((entry) => fold(nameOf(entry)).includes(wanted));
}

/** Whether there is an entry of that name already; names count without case. */
export function isTaken<Entry>(entries: Entry[], nameOf: (entry: Entry) => string, name: string): boolean {
  const wanted = fold(name.trim());
  return entries.some((entry) => fold(nameOf(entry)) === wanted);
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
