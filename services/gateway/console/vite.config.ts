// SPDX-License-Identifier: Apache-2.0
// The bundle is served under /console/ and committed: names follow from contents, and nothing in it depends on the
// machine or the time. `npx vite` serves the sources and sends the API's paths to DEALSPINE_URL.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const target = process.env.DEALSPINE_URL ?? 'http://127.0.0.1:8080';
const api = { target, changeOrigin: true };

/** Beside each file its compressed forms, which the gateway serves as they are. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    configResolved: (config) => { folder = config.build.outDir; },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true }) as string[]) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const path = join(folder, name);
        const plain = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(plain, {
          params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length, [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

export default defineConfig({
  plugins: [compressed()],
  base: '/console/',
  esbuild: { jsx: 'automatic', legalComments: 'none' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    rollupOptions: {
      onwarn: (warning, tell) => { if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') tell(warning); },
      /* antd's dialogs name its forms, which nobody here uses: only what is used comes along. */
      treeshake: { moduleSideEffects: (id) => !/@rc-component\/(form|async-validator)\//.test(id) },
    },
  },
  server: { host: '127.0.0.1', proxy: { '^/(dealspine\\.|changes|events|session)': api } },
});
