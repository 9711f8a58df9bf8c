// Makes src/api/schema.d.ts, the types of everything the server answers, from the parts of the server's own description.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

const folder = new URL('../src/api/openapi/', import.meta.url);
const description = {
  openapi: '3.1.0',
  info: { title: 'Muster', version: '1' },
  paths: {},
  components: {},
};
for (const name of readdirSync(folder).sort()) {
  const part = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  Object.assign(description.paths, part.paths);
  for (const [kind, named] of Object.entries(part.components ?? {})) {
    description.components[kind] = { ...description.components[kind], ...named };
  }
}
const types = astToString(await openapiTypescript(description));
writeFileSync(new URL('src/api/schema.d.ts', import.meta.url), types);
