import type { VNode } from 'preact';

/** Carries where somebody wanted to go through the next step. */
export const Wanted = ({ to }: { to: string | undefined }): VNode | null =>
  to === undefined ? null : <input type="hidden" name="to" value={to} />;

export const signInPath = (to: string | undefined): string =>
  to === undefined ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
