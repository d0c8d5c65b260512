import { createHash } from 'node:crypto';

interface Script {
  text: string;
  /** Named by its content, so that it may be cached for ever. */
  path: string;
}

/**
 * Draws a page anew where one looks, once its stream says that it has become old. Not while somebody types or has a
 * part opened: nothing moves under a hand. Without it the page is the same, as of when it was asked for.
 */
export const liveScript = script(
  'live',
  `(function () {
    var main = document.getElementById('main'), stream;
    if (!main || !window.EventSource || !window.fetch || !window.DOMParser) return;
    function busy() {
      var at = document.activeElement;
      return (at && at !== main && main.contains(at)) || main.querySelector('details[open]');
    }
    function listen() {
      stream = new EventSource(main.getAttribute('data-live'));
      stream.addEventListener('old', draw);
      stream.addEventListener('end', function () { stream.close(); });
    }
    function draw() {
      if (busy()) return;
      stream.close();
      fetch(location.href, { credentials: 'same-origin' }).then(function (answer) {
        if (answer.ok && !answer.redirected) return answer.text();
      }).then(function (text) {
        var next = text && new DOMParser().parseFromString(text, 'text/html').getElementById('main');
        if (!next || busy()) return setTimeout(listen, 10000);
        main.innerHTML = next.innerHTML;
        main.setAttribute('data-live', next.getAttribute('data-live'));
        listen();
      }, function () { setTimeout(listen, 10000); });
    }
    listen();
  })();`,
);

function script(name: string, source: string): Script {
  const text = source.replaceAll(/\n\s+/g, '\n');
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { text, path: `/assets/${name}.js?v=${hash}` };
}
