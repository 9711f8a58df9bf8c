// Packs the built files (brotli, gzip) and writes a C++ source that has them all, and FILE_bytes.s with their bytes, which is the assembler's
// because ccache does not look at what .incbin reads: node embed.mjs FOLDER FILE.cpp
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [folder, into] = process.argv.slice(2).map((path) => resolve(path));
const packable = /\.(js|css|svg|json)$/;

function filesIn(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** The packed forms of a file beside it, written once, where they are smaller. */
function packedForms(path) {
  if (!packable.test(path)) return [];
  const plain = readFileSync(path);
  const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } };
  const forms = [
    ['.br', brotliCompressSync(plain, brotli)],
    ['.gz', gzipSync(plain, { level: 9 })],
  ];
  return forms
    .filter(([, packed]) => packed.length < plain.length)
    .map(([suffix, packed]) => {
      writeFileSync(path + suffix, packed);
      return path + suffix;
    });
}

const plain = filesIn(folder).filter((path) => !/\.(br|gz)$/.test(path));
const paths = [...plain, ...plain.flatMap(packedForms)].sort();
const symbol = (number) => `muster_embedded_web_files_${number}`;
const bytes = paths.map((path, number) => {
  if (/["\\\n]/.test(path)) throw new Error(`${path} has a character that no path of the sources may have`);
  const name = symbol(number);
  return `.balign 16\n.global ${name}\n${name}:\n.incbin "${path}"\n.global ${name}_end\n${name}_end:\n.byte 0\n`;
});
const rows = paths.map((path, number) => {
  const name = symbol(number);
  const { size } = statSync(path);
  if (size === 0) throw new Error(`${path} is empty`);
  return `        EmbeddedFile{"${relative(folder, path)}", bytes_between(${name}, ${name}_end)}, // ${size} bytes`;
});
const source = `// Made by web/embed.mjs.
#include "web/web_files.hpp"

#include <array>
#include <cstddef>

extern "C" {
${paths.map((_, number) => `extern char const ${symbol(number)}[];\nextern char const ${symbol(number)}_end[];`).join('\n')}
}

namespace muster {

namespace {
std::string_view bytes_between(char const* begin, char const* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
} // namespace

std::span<EmbeddedFile const> web_files()
{
    static std::array<EmbeddedFile, ${paths.length}> const files{
${rows.join('\n')}
    };
    return files;
}

} // namespace muster
`;
mkdirSync(dirname(into), { recursive: true });
writeFileSync(into, source);
writeFileSync(
  into.replace(/\.cpp$/, '_bytes.s'),
  `.section .rodata\n${bytes.join('')}.section .note.GNU-stack,"",@progbits\n`,
);
