import { defineConfig } from 'vitest/config';

// Tests that drive the real server with a real browser; MUSTER is the server's program.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['browser/**/*.test.ts'],
    // a browser and a server each: two at once would only wait for each other
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
