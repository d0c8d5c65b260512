/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // TypeScript ESM sources import './x.js'; map that back to the .ts/.tsx source, only for our own code.
  resolver: '<rootDir>/test/support/resolver.cjs',
  transform: { '^.+\\.tsx?$': ['@swc/jest', {}] }, // reads .swcrc
  testMatch: ['<rootDir>/{src,test}/**/*.test.{ts,tsx}'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Two: the long files (story, boot) then run beside the many short ones, on two cores too.
  maxWorkers: 2,
  // Modules that were read stay in a worker: after a hundred files it holds 4 GB, and clearing up is a fifth of its work.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 20_000,
};
