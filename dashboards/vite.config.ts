/** Builds the pages' script and style: one classic script, so that a page opened from a file works too. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../dist/dashboards', import.meta.url)),
    emptyOutDir: true,
    modulePreload: false,
    // The notices that the licences of bundled libraries ask for; the site carries them.
    license: { fileName: 'licences.txt' },
    // Else a classic script would put the style into the page by itself, which the policy refuses.
    cssCodeSplit: false,
    rollupOptions: {
      input: fileURLToPath(new URL('main.ts', import.meta.url)),
      output: { format: 'iife', entryFileNames: 'app.js', assetFileNames: 'app[extname]' },
    },
  },
});
