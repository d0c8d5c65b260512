import { playbook } from './playbook.js';

describe('the playbook', () => {
  it('lets people be told in person only of what may wrong them, or what they asked for', () => {
    const byHand = playbook.filter((row) => row.byHand).map(({ play }) => play);
    expect(byHand.toSorted()).toEqual([
      'charter.changed', // what is stored
      'launch.invitation',
      'pilot.invitation',
      'rollout.cancelled',
      'rollout.kept-both', // the announcement's last correction
      'sunset.announcement', // and its corrections
      'sunset.decision', // not yet: a correction
      'sunset.newcomers', // the announcement, to who came later
      'sunset.notice', // of its steps only T-7, as its method says
    ]);
  });

  it('says by hand nothing that a reader may miss: it is essential, or an invitation', () => {
    const purposes = playbook.filter((row) => row.byHand).map(({ purpose }) => purpose);
    expect(new Set(purposes)).toEqual(new Set(['essential', 'invitation']));
  });
});
