/** For how long a key is valid: so many days, or until it is revoked. */
export const expiries = ['30', '90', '365', 'never'] as const;
export type Expiry = (typeof expiries)[number];

const day = 24 * 60 * 60 * 1000;

/** When a key expires that is made now; null: never. */
export function momentOf(expiry: Expiry, now: Date): string | null {
  return expiry === 'never' ? null : new Date(now.getTime() + Number(expiry) * day).toISOString();
}
