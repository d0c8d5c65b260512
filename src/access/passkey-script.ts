import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Ours: shows what works in this browser, asks the device, and sends what it says. All of the page stands without it. */
const own = `(function () {
  var lib = window.SimpleWebAuthnBrowser;
  if (!lib || !window.fetch || !lib.browserSupportsWebAuthn()) return;
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  each('[data-passkey-without]', function (part) { part.hidden = true; });
  each('[data-passkey]', function (form) {
    form.hidden = false;
    var told = form.querySelector('[role=alert]');
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      told.textContent = '';
      var adds = form.getAttribute('data-passkey') === 'add', fields = {};
      Array.prototype.forEach.call(form.elements, function (one) { if (one.name) fields[one.name] = one.value; });
      post(form.action.split('#')[0] + '/options', { _form: fields._form }).then(function (options) {
        return adds ? lib.startRegistration({ optionsJSON: options }) : lib.startAuthentication({ optionsJSON: options });
      }).then(function (response) {
        fields.response = response;
        return post(form.action.split('#')[0], fields);
      }).then(function (answer) { location.assign(answer.to); }, function (error) {
        told.textContent = error.told || 'Nothing was done. Your device said no, or was asked for too long.';
      });
    });
  });
  function post(url, body) {
    var headers = { 'content-type': 'application/json' };
    return fetch(url, { method: 'POST', credentials: 'same-origin', headers: headers, body: JSON.stringify(body) })
      .then(function (answer) {
        return answer.json().then(function (said) {
          if (answer.ok) return said;
          var reasons = said.reasons || [];
          throw { told: reasons.map(function (one) { return one.message; }).join(' ') || said.detail };
        });
      });
  }
})();`;

let made: { text: string; path: string } | undefined;

/** The library's bundle and our few lines, read when the first page asks for them; named by what is in them. */
export function passkeyScript(): { text: string; path: string } {
  return (made ??= read());
}

function read(): { text: string; path: string } {
  const entry = createRequire(import.meta.url).resolve('@simplewebauthn/browser');
  const bundle = path.resolve(path.dirname(entry), '../dist/bundle/index.umd.min.js');
  const text = `${fs.readFileSync(bundle, 'utf8')}\n${own.replaceAll(/\n\s+/g, '\n')}\n`;
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { text, path: `/assets/passkey.js?v=${hash}` };
}
