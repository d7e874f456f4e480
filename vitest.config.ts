import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['server/**/*.test.ts', 'client/**/*.test.ts', 'scripts/**/*.test.ts', 'syntaxes/**/*.test.ts'], exclude: ['**/*.protocol.test.ts', '**/*.acceptance.test.ts', '**/node_modules/**'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'acceptance', include: ['server/**/*.acceptance.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'protocol', include: ['server/**/*.protocol.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
