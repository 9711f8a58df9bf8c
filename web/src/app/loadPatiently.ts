/** Attempts at loading a part of the app, and milliseconds between them: a server that is started anew is back in some seconds. */
const attempts = 20;
const pause = 1_000;

/** Loads a part of the app, also when the server happens to be away. Rejects as the last attempt did. */
export async function loadPatiently<Module>(load: () => Promise<Module>, milliseconds = pause): Promise<Module> {
  for (let attempt = 1; attempt < attempts; ++attempt) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    }
  }
  return load();
}
