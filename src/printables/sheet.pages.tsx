import type { ComponentChildren, VNode } from 'preact';
import { wayOf } from './bidi.rules.js';
import { printableCss } from './printable.css.js';
import { QrCode } from './qr.pages.js';
import type { Sheet } from './sheet.rules.js';

export interface SheetPageProps {
  sheet: Sheet;
  /** Where the lead came from. */
  back: string;
  /** Signs that the PDF could not show. */
  lacks: string[];
}

/** The same sheet for the printer of a browser, with whatever letters the device has. */
function Printed(props: SheetPageProps & { children: ComponentChildren }): VNode {
  const { sheet, back, lacks, children } = props;
  return (
    <html lang={sheet.language} dir={wayOf(sheet.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{sheet.title}</title>
        <link rel="stylesheet" href={printableCss.path} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="screen" lang="en" dir="ltr">
          {lacks.length > 0 && (
            <p role="status">
              <strong>The PDF lacks letters for: {lacks.join(' ')}</strong> So here is the sheet as a page.
              Your device draws it with its own letters.
            </p>
          )}
          <p>Print this page on A4 with your browser. This note is not printed.</p>
          <p>
            <a href={back}>Back</a>
          </p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

export function PosterPage(props: SheetPageProps): VNode {
  const { sheet } = props;
  return (
    <Printed {...props}>
      <article class="poster">
        <h1>{sheet.title}</h1>
        {sheet.lead.map((line) => (
          <p class="lead" key={line}>
            {line}
          </p>
        ))}
        <p>{sheet.scan}</p>
        <QrCode address={sheet.address} label={`QR: ${sheet.address}`} />
        <p>{sheet.orType}</p>
        <p class="typed" dir="ltr">
          {sheet.typed}
        </p>
        {sheet.code !== null && (
          <>
            <p>{sheet.codeLabel}</p>
            <p class="code" dir="ltr">
              {sheet.code}
            </p>
          </>
        )}
        {sheet.foot.map((line) => (
          <p class="foot" key={line}>
            {line}
          </p>
        ))}
      </article>
    </Printed>
  );
}

const CARDS = 10;

export function SlipsPage(props: SheetPageProps): VNode {
  const { sheet } = props;
  return (
    <Printed {...props}>
      <h1 class="screen">{sheet.title}</h1>
      <ul class="slips">
        {Array.from({ length: CARDS }, (_, n) => (
          <li key={n}>
            <p class="title">{sheet.title}</p>
            <QrCode address={sheet.address} label={`QR: ${sheet.address}`} />
            <div>
              <p>{sheet.orType}</p>
              <p class="typed" dir="ltr">
                {sheet.typed}
              </p>
              {sheet.code !== null && (
                <>
                  <p>{sheet.codeLabel}</p>
                  <p class="code" dir="ltr">
                    {sheet.code}
                  </p>
                </>
              )}
              <p class="foot">{sheet.foot[0]}</p>
            </div>
          </li>
        ))}
      </ul>
    </Printed>
  );
}
