/** One place packages come from, as far as we need it. */
interface AptSource {
  readonly uri: string;
  readonly suite: string;
}

/**
 * The mirror the system itself is configured to take the release `codename` from: its main archive, not the
 * security one. `lists` are the contents of one-line files (`*.list`), `deb822` those of `*.sources` files.
 */
export function configuredMirror(
  files: { readonly lists: readonly string[]; readonly deb822: readonly string[] },
  codename: string,
): string | undefined {
  const sources = [...files.lists.flatMap(oneLineSources), ...files.deb822.flatMap(deb822Sources)];
  return sources.find(({ uri, suite }) => suite === codename && !uri.startsWith('cdrom:'))?.uri;
}

/** `deb [options] uri suite component...`, one a line. */
function oneLineSources(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const [, uri, suite, components] = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(line) ?? [];
    if (uri === undefined || suite === undefined) return [];
    return (components ?? '').split(/\s+/).includes('main') ? [{ uri, suite }] : [];
  });
}

/** Stanzas of `Field: values`, apart by empty lines, a leading blank continues a field. */
function deb822Sources(text: string): AptSource[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap(stanzaSources);
}

function stanzaSources(stanza: string): AptSource[] {
  const fields = stanzaFields(stanza);
  const values = (name: string): string[] => fields.get(name) ?? [];
  const disabled = ['no', 'false', '0', 'off'].includes(values('enabled')[0]?.toLowerCase() ?? '');
  if (disabled || !values('types').includes('deb') || !values('components').includes('main')) return [];
  return values('uris').flatMap((uri) => values('suites').map((suite) => ({ uri, suite })));
}

function stanzaFields(stanza: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const line of stanza.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0)
      fields.set(
        line.slice(0, colon).trim().toLowerCase(),
        line
          .slice(colon + 1)
          .trim()
          .split(/\s+/),
      );
  }
  return fields;
}
