const light = `
  color-scheme: light;
  --paper: #faf8f4; --surface: #ffffff; --sunken: #f1ede6;
  --ink: #1b2124; --ink-2: #50585d; --edge: #767f86;
  --accent: #0a5a75; --deep: #063e52; --on-accent: #ffffff; --tint: #e1eff4;
  --rust: #a4390f; --rust-tint: #fbeae1; --amber: #a87200; --amber-tint: #fbf0d4;
  --rule: #dbd6cc; --quiet: #eceeef; --alarm: #a60a1e;`;

const dark = `
  color-scheme: dark;
  --paper: #14181a; --surface: #1c2225; --sunken: #0f1214;
  --ink: #eceae5; --ink-2: #b0b7bb; --edge: #8f989e;
  --accent: #79c1dc; --deep: #a6daec; --on-accent: #06232d; --tint: #12323e;
  --rust: #ef8a62; --rust-tint: #3b2116; --amber: #f0cb6b; --amber-tint: #352a11;
  --rule: #363e42; --quiet: #2b3135; --alarm: #93121f;`;

/** Colours and type. Every pair that carries meaning was measured on paper, surface and sunken. */
export const tokens = `
:root {${light}
  --sans: system-ui, sans-serif;
  --serif: Charter, 'Sitka Text', Cambria, 'Noto Serif', Georgia, serif;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme='light']) {${dark} } }
:root[data-theme='dark'] {${dark} }
@media print { :root:root:root {${light} } }
:lang(ar), :lang(fa), :lang(he), :lang(ur), :lang(hi), :lang(bn), :lang(th), :lang(zh), :lang(ja), :lang(ko) {
  --serif: system-ui, sans-serif; line-height: 1.7;
}`;
