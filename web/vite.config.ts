import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What the server answers itself. */
const api = ['/account/', '/imports/', '/people/', '/persons/1/', '/notifications/', '/webhooks/'];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../build/web/dist',
    emptyOutDir: true,
    // the browsers that Mantine supports
    target: ['chrome111', 'edge111', 'firefox113', 'safari16.4'],
    // a file of its own for everything: the content policy allows images as data, and scripts and styles only from the server
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        // what changes only with the libraries stays in the browser's cache across versions of the app
        manualChunks: (id) =>
          /node_modules\/(react|react-dom|react-router|scheduler|@tanstack\/(react-)?query(-core)?)\//.test(id)
            ? 'base'
            : undefined,
      },
    },
  },
  // while writing: the API of a server that runs
  server: {
    proxy: Object.fromEntries(api.map((path) => [path, process.env['MUSTER_ADDRESS'] ?? 'http://127.0.0.1:8080'])),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
  },
});
