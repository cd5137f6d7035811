// SPDX-License-Identifier: Apache-2.0
// The sources: every text is there in both languages and used, and the committed bundle is what they build.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../services/gateway/console', import.meta.url));
const files = (folder: string) => (readdirSync(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  .map((one) => join(one.parentPath ?? one.path, one.name));
const texts = (language: string): Record<string, string> => JSON.parse(readFileSync(join(root, `src/i18n/${language}.json`), 'utf8'));
/** "1 day", "1st contact": English alone has forms for a number. */
const ofCount = /_(ordinal_)?(one|two|few)$/;
const sources = files(join(root, 'src')).filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(name, 'utf8')).join('\n');

test('no text is missing in a language, none is unused, and both fill in the same values', () => {
  const en = texts('en');
  const zh = texts('zh-CN');
  expect(Object.keys(zh)).toEqual(Object.keys(en).filter((key) => !ofCount.test(key)));
  const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  for (const key of Object.keys(en)) {
    expect(en[key].trim(), key).not.toBe('');
    const same = zh[key.replace(ofCount, '')];
    expect(same.trim(), key).not.toBe('');
    expect(holes(same).filter((hole) => !ofCount.test(key) || en[key].includes(hole)), key).toEqual(holes(en[key]));
  }
  const used = new Set([...sources.matchAll(/\bt\(\s*'([^'$]+)'/g)].map((found) => found[1]));
  for (const found of sources.matchAll(/\? t\('([^']+)'\) : t\('([^']+)'\)/g)) used.add(found[1]).add(found[2]);
  const families = [...sources.matchAll(/`([A-Za-z0-9]+(?:\.[A-Za-z]+)*)\.\$\{/g)].map((found) => `${found[1]}.`);
  const sets = [...sources.matchAll(/(?:\bset="|set=\{[^}]*')([A-Za-z0-9]+)(?:"|'[^}]*\})/g)].map((found) => `${found[1]}.`);
  sets.push('lostReason.', 'releaseReason.', 'grade.', 'buyer.');
  expect([...used].filter((key) => !(key in en))).toEqual([]);
  const known = (key: string) => used.has(key.replace(ofCount, '')) || [...families, ...sets].some((family) => key.startsWith(family));
  expect(Object.keys(en).filter((key) => !known(key))).toEqual([]);
});

/** Enums of the API by the names that the generated types give them: "Lead_State" has "NEW", "ASSIGNED" … */
function enums(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of files(join(root, '../../../proto/dealspine')).filter((one) => one.endsWith('.proto'))) {
    const open: string[] = [];
    for (const line of readFileSync(name, 'utf8').split('\n').map((one) => one.replace(/\/\/.*/, '').trim())) {
      const begun = /^(message|enum|service|rpc|extend|oneof)\b\s*([\w.]*).*\{$/.exec(line);
      const value = /^([A-Z][A-Z0-9_]*) = \d+/.exec(line);
      const scope = open.filter(Boolean).join('_');
      if (begun) open.push(begun[1] === 'message' || begun[1] === 'enum' ? begun[2] : '');
      else if (line.endsWith('{')) open.push('');
      else if (line === '}' || line === '};') open.pop();
      else if (value) found.set(scope, [...found.get(scope) ?? [], value[1]]);
    }
  }
  return found;
}

/** Of these the page says some alone. */
const inPart = ['needAct', 'segmentField'];

test('every value of an enum that a page says has its words, as has every fact by which leads are judged', () => {
  const en = texts('en');
  const all = enums();
  const said = [...sources.matchAll(/t\(`([\w.]+)\.\$\{(\w+)\[/g), ...sources.matchAll(/set="(\w+)" word=\{(\w+)\[/g)]
    .map(([, family, name]) => ({ family, name })).filter(({ family, name }) => all.has(name) && !inPart.includes(family));
  expect(said.length).toBeGreaterThan(30);
  expect(said.flatMap(({ family, name }) => all.get(name)!.map((value) => `${family}.${value}`)).filter((key) => !(key in en))).toEqual([]);
  const leads = join(root, '../../leads');
  const fields = [...(/known_fields\[\] = \{([^}]*)\}/.exec(readFileSync(join(leads, 'condition.c'), 'utf8'))![1]).matchAll(/"([\w.]+)"/g)];
  const judged = [...fields, ...files(leads).filter((one) => one.endsWith('.c')).flatMap((one) => [...readFileSync(one, 'utf8').matchAll(/"(attribute\.\w+)"/g)])].map((one) => `fact.${one[1]}`);
  expect(judged).toContain('fact.attribute.tier');
  expect(judged.filter((key) => !(key in en))).toEqual([]);
});

test('the committed bundle is what the sources build, and its compressed forms are its own', () => {
  test.setTimeout(900_000);
  const built = mkdtempSync(join(tmpdir(), 'dealspine-console-'));
  try {
    execFileSync(join(root, 'build'), [built], { stdio: 'inherit' });
    const dist = join(root, 'dist');
    const plain = (folder: string) => Object.fromEntries(files(folder).filter((name) => !/\.(br|gz)$/.test(name))
      .map((name) => [name.slice(folder.length + 1), readFileSync(name).toString('base64')]));
    const [fresh, committed] = [plain(built), plain(dist)];
    expect(Object.keys(committed).sort(), 'run services/gateway/console/build and commit dist').toEqual(Object.keys(fresh).sort());
    for (const name of Object.keys(fresh)) expect(committed[name] === fresh[name], `${name}: run services/gateway/console/build and commit dist`).toBe(true);
    for (const name of files(dist).filter((one) => /\.(br|gz)$/.test(one))) {
      const unpacked = name.endsWith('.br') ? brotliDecompressSync(readFileSync(name)) : gunzipSync(readFileSync(name));
      expect(unpacked.equals(readFileSync(name.slice(0, -3))), name).toBe(true);
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
});
