import { playRow } from '../rollout/playbook.js';
import { speaks } from '../rollout/plays.js';

describe('what puts circle and launch in order', () => {
  it.each(['pilot.day', 'launch.day', 'launch.help-waiting'] as const)(
    'as %s, says nothing and cannot be switched off: no pause stops it, and it is made up for',
    (play) => {
      expect(playRow(play)).toMatchObject({ fixed: true, whenLate: 'catch up' });
      expect(speaks(playRow(play))).toBe(false);
    },
  );
});
