const start = '#link=';

/**
 * The token of a one-time link that the page was opened with; null: none. It is taken out of the address, so that it is neither kept in the
 * browser's history nor shown to who looks over a shoulder.
 */
export function takeLinkToken(): string | null {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(start)) return null;
  window.history.replaceState(window.history.state, '', pathname + search);
  return hash.slice(start.length);
}
