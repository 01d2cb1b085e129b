import { defineConfig } from 'vitest/config';

// The suite runs in a time zone that is not ours, so that no local midnight slips into a date.
process.env['TZ'] = 'America/Los_Angeles';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
  },
});
