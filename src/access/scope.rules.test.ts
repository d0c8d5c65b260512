import fc from 'fast-check';
import { may, roles } from './access.rules.js';
import { roleUnder, scopes } from './scope.rules.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const any = fc.tuple(fc.constantFrom(...scopes), fc.constantFrom(...roles), fc.constantFrom(...methods));

describe('what a token may do', () => {
  it('is never more than its owner may', () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...roles), ([scope, role, method], wanted) => {
        const acting = roleUnder(scope, role, method);
        return acting === undefined || !may(acting, [wanted]) || may(role, [wanted]);
      }),
    );
  });

  it('changes something only where it acts as its owner', () => {
    for (const role of roles) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(scopes.map((scope) => roleUnder(scope, role, method))).toEqual([undefined, undefined, role]);
    }
  });

  it('is what a reader may, where it reads numbers, and nothing for who is no reader', () => {
    expect(roles.map((role) => roleUnder('numbers', role, 'GET'))).toEqual([
      ...['viewer', 'viewer', undefined, 'viewer', undefined],
    ]);
    expect(roleUnder('read', 'lead', 'GET')).toBe('lead');
  });
});
