import { passkeyHome } from './passkey-home.rules.js';

describe('where passkeys belong', () => {
  it.each([
    ['https://move.example', { rpId: 'move.example', origin: 'https://move.example' }],
    ['https://move.example:8443/below', { rpId: 'move.example', origin: 'https://move.example:8443' }],
    ['http://localhost:3000', { rpId: 'localhost', origin: 'http://localhost:3000' }],
    ['http://move.example', undefined],
    ['http://127.0.0.1:3000', undefined],
    ['https://192.168.1.7', undefined],
    ['https://[::1]:3000', undefined],
  ])('of %s is %j', (baseUrl, home) => {
    expect(passkeyHome(baseUrl)).toEqual(home);
  });
});
