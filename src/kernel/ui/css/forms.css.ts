/** Choices look alike, targets are 48 px, what needs another look is ruled in rust and says so in words. */
export const forms = `
[hidden], [role='alert']:empty { display: none !important; }
button, .button {
  display: inline-block; min-height: 3rem; padding: 0.625rem 1.25rem; justify-self: start; max-width: 100%;
  border: 2px solid var(--accent); border-radius: 6px; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 700; line-height: 1.4; text-align: center; text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { background: var(--deep); border-color: var(--deep); color: var(--on-accent); }
button.quiet, .button.quiet, .alike button, .told button { background: transparent; color: var(--accent); }
button.quiet:hover, .button.quiet:hover, .alike button:hover, .told button:hover { background: var(--tint); color: var(--deep); }
button.plain {
  min-height: 3rem; padding: 0.625rem 0; border: 0; background: none; color: var(--accent); font-weight: 400;
  text-decoration: underline; text-underline-offset: 0.15em; text-align: start;
}
button.plain:hover { background: none; color: var(--deep); text-decoration-thickness: 2px; }
button.plain[aria-pressed='true'] { color: var(--ink); font-weight: 700; text-decoration: none; }
.alike button { width: 100%; text-align: start; background: var(--surface); color: var(--ink); border-color: var(--edge); }
.alike { display: grid; grid-gap: 0.75rem; }
.alike + .alike { margin-top: 0.75rem; }
form { grid-gap: 1.5rem; }
form.bare { display: inline; }
.field, article { display: grid; grid-template-columns: minmax(0, 1fr); grid-gap: 0.5rem; }
label, legend { font-weight: 700; padding: 0; }
legend { margin-bottom: 0.25rem; }
legend h1 { display: inline; }
.reason { color: var(--rust); font-weight: 700; }
input, textarea, select {
  width: 100%; max-width: 38rem; min-height: 3rem; padding: 0.5rem 0.75rem; font: inherit;
  color: var(--ink); background: var(--surface); border: 2px solid var(--edge); border-radius: 6px;
}
td input[type='checkbox'], .tick input { width: 1.5rem; min-height: 0; height: 1.5rem; margin: 0.25rem; accent-color: var(--accent); }
.tick, th label { display: inline-flex; align-items: center; min-width: 3rem; min-height: 3rem; cursor: pointer; }
input[type='date'], input[type='time'], input[type='number'] { max-width: 14rem; }
.wrong > input, .wrong > textarea, .wrong > select { border-color: var(--rust); }
.wrong { padding-inline-start: 1rem; border-inline-start: 4px solid var(--rust); }
fieldset { display: block; min-width: 0; padding: 0; border: 0; }
fieldset > * + * { margin-top: 0.5rem; }
fieldset.wrong { padding-inline-start: 1rem; border-inline-start: 4px solid var(--rust); }
.wrong > legend { float: left; width: 100%; margin-bottom: 0.5rem; }
.wrong > legend + * { clear: both; }
.choice {
  display: flex; align-items: flex-start; min-height: 3rem; padding: 0.625rem 0.75rem; max-width: 38rem; cursor: pointer;
  font-weight: 400; background: var(--surface); border: 2px solid var(--edge); border-radius: 6px;
}
.choice:hover { background: var(--tint); }
.choice input {
  flex: none; width: 1.5rem; min-height: 0; height: 1.5rem; margin: 0; margin-inline-end: 0.75rem; accent-color: var(--accent);
}
.choice small { display: block; color: var(--ink-2); }
.summary { padding: 1rem; border: 3px solid var(--rust); border-radius: 6px; background: var(--rust-tint); }
.summary h2 { font-size: 1.25rem; margin-bottom: 0.5rem; }
.summary a { color: var(--ink); font-weight: 700; }
@media (max-width: 29.99em) { form:not(.bare) > button:not(.plain), .button { width: 100%; } }
.acts { display: flex; flex-wrap: wrap; align-items: center; margin: 0 -0.5rem; }
.acts > * { margin: 0.25rem 0.5rem; width: auto; }
@media (max-width: 29.99em) { .told > * { flex: 1 0 auto; margin: 0.25rem; padding: 0.625rem 0.75rem; } .told { margin: 0 -0.25rem; } }`;
