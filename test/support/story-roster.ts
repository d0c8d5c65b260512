import fs from 'node:fs';
import path from 'node:path';
import type { Sample } from '../../src/demo/company.js';

const samples = path.resolve(import.meta.dirname, '../../samples');

/** Some two thirds of the sample community: quick enough, and every address that bounces is among them. */
export function storySample(dir: string): Sample {
  const fewer = (name: string): string => {
    const [header, ...rows] = fs.readFileSync(path.join(samples, name), 'utf8').split('\n');
    const some = rows.filter((row, n) => n % 3 !== 1 || row.includes('@bounce.example'));
    fs.writeFileSync(path.join(dir, name), [header, ...some].join('\n'));
    return path.join(dir, name);
  };
  return {
    community: 'Garden Street Tenants',
    timeZone: 'Europe/Berlin',
    oldPlaces: [
      { name: 'WhatsApp, all stairs', platform: 'WhatsApp', file: fewer('roster-whatsapp.csv') },
      { name: 'Facebook group', platform: 'Facebook group', file: fewer('roster-facebook.csv') },
    ],
    newPlace: { name: 'Garden Street on Matrix', platform: 'Matrix' },
  };
}
