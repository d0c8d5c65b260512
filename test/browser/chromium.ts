import { chromium, type Browser } from 'playwright-core';
import { needs, pathOf } from '../support/needs.js';

/** Debian's Chromium without windows is the same browser, and does the same with a fifth less work. */
const program = ['chromium-headless-shell', 'chromium'].find((name) => pathOf(name)) ?? 'chromium';

/** `describe`; where there is no Chromium to look with it is skipped by name, and with CI=true an error. */
export const describeInBrowser = needs(program) ? describe : describe.skip;

/** It speaks to this machine only: nothing is fetched, reported or updated behind a test's back. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

export function launchChromium(): Promise<Browser> {
  // Its sandbox refuses to work for root, and nobody else has to do without it.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath: pathOf(program)!, args: quiet, chromiumSandbox });
}
