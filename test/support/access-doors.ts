import { api } from './access-of-api.js';
import { pages } from './access-of-pages.js';
import type { Gate, Visitor } from './access-world.js';

/** Whom a gate lets through; a link opens by itself, whoever holds it. */
export const lets: Record<Gate, Visitor['who'][]> = {
  everybody: ['stranger', 'admin', 'lead', 'advocate', 'viewer', 'operator'],
  'whoever holds the link': [],
  'signed in': ['admin', 'lead', 'advocate', 'viewer', 'operator'],
  viewer: ['admin', 'lead', 'viewer'],
  lead: ['admin', 'lead'],
  admin: ['admin'],
};

export interface Door {
  gate: Gate;
  method: string;
  path: string;
}

export const doors: Door[] = [pages, api].flatMap((table) =>
  Object.entries(table).flatMap(([gate, lines]) =>
    lines.flatMap((line) => {
      const path = line.split(' ').at(-1)!;
      return line
        .split(' ')
        .slice(0, -1)
        .map((method): Door => ({ gate: gate as Gate, method, path }));
    }),
  ),
);
export const guarded = doors.filter(({ gate }) => gate !== 'everybody' && gate !== 'whoever holds the link');
export const byLink = doors.filter(({ gate }) => gate === 'whoever holds the link');
export const named = ({ method, path }: Door): string => `${method} ${path}`;
export const looks = ({ method }: Door): boolean => method === 'GET';
