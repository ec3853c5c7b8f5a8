// Builds static/dist from static/scss, static/js and static/images in the colours of the council
// pack that COUNCIL names. PYTHON may name the interpreter that reads the pack.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')

const brand = execFileSync(process.env.PYTHON ?? 'python3', [join(here, '../safety_site/brand.py')], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit']
})

// Lets a stylesheet say `@use "brand"` without a generated file on disk.
const brandImporter = {
  canonicalize: (url) => (url === 'brand' ? new URL('brand:colours') : null),
  load: () => ({ contents: brand, syntax: 'scss' })
}

function buildStyles(name) {
  const { css } = compile(join(here, 'scss', `${name}.scss`), {
    style: 'compressed',
    importers: [brandImporter],
    loadPaths: [join(here, '../node_modules')],
    quietDeps: true
  })
  writeFileSync(join(dist, `${name}.css`), css)
}

// An image names a colour of the pack as $council, $police, $ink or $danger.
function buildImages() {
  const colours = Object.fromEntries([...brand.matchAll(/\$(\w+): (#\w+);/g)].map((m) => [m[1], m[2]]))
  for (const name of readdirSync(join(here, 'images'))) {
    const image = readFileSync(join(here, 'images', name), 'utf8')
    writeFileSync(join(dist, name), image.replace(/\$(\w+)/g, (all, colour) => colours[colour] ?? all))
  }
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist, { recursive: true })
for (const name of ['app', 'admin']) buildStyles(name)
buildImages()
// The map is a file of its own: only those who open it pay for it.
await build({
  entryPoints: {
    admin: join(here, 'js/admin.mjs'),
    app: join(here, 'js/app.mjs'),
    map: join(here, 'js/map.mjs')
  },
  outdir: dist,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
  loader: { '.png': 'dataurl' }
})

for (const name of readdirSync(dist)) {
  const bytes = readFileSync(join(dist, name))
  console.error(`static/dist/${name}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`)
}
