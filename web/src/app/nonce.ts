/** What the server's content policy wants to see on every style that a script adds. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
