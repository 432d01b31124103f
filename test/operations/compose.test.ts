import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONFIG_NAMES, loadConfig } from '../../src/config.ts';
import { SECRETS } from '../../src/config-secrets.ts';

const service = z.looseObject({
  restart: z.string(),
  stop_grace_period: z.string(),
  secrets: z.array(z.string()),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }),
});
const file = z.looseObject({
  services: z.object({ app: service, mongo: service.extend({ entrypoint: z.array(z.string()) }) }),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
});
const text = readFileSync('compose.yaml', 'utf8');
const { services, secrets, networks } = file.parse(parse(text));
const { app, mongo } = services;
const docker = readFileSync('Dockerfile', 'utf8');

describe('compose.yaml', () => {
  it('starts both again, rotates their logs and lets them end in order', () => {
    for (const each of [app, mongo]) {
      expect(each.restart).toBe('unless-stopped');
      expect(each.logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } });
      expect(Number.parseInt(each.stop_grace_period, 10)).toBeGreaterThan(20);
    }
  });

  it('gives secrets by file only, each to whom it concerns', () => {
    expect(Object.keys(secrets).sort()).toEqual([...new Set([...app.secrets, ...mongo.secrets])].sort());
    for (const [name, { file: path }] of Object.entries(secrets)) expect(path).toBe(`./secrets/${name}`);
    for (const name of SECRETS.filter((one) => one !== 'MONGODB_URI'))
      expect(Object.keys(app.environment)).not.toContain(name);
    expect(readFileSync('.gitignore', 'utf8')).toContain('/secrets/');
  });

  it('gives the database a password and no way in from outside', () => {
    expect(mongo.environment.MONGO_INITDB_ROOT_PASSWORD_FILE).toBe('/run/secrets/mongo_password');
    expect(mongo.entrypoint.join('\n')).toMatch(/--auth --keyFile/);
    expect(mongo).not.toHaveProperty('ports');
    expect(mongo.networks.map((name) => networks[name]?.internal)).toEqual([true]);
  });

  it('sets the program up in a way that it takes', () => {
    const { MONGODB_PASSWORD_FILE: _file, DATA_KEY_FILE: _key, ...rest } = app.environment;
    const given = {
      ...rest,
      MONGODB_PASSWORD: 'p@ss/word',
      DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
    };
    expect(loadConfig(given).mongodbUri).toBe(
      'mongodb://campus:p%40ss%2Fword@mongo:27017/campus-sentinel?replicaSet=rs0&authSource=admin',
    );
  });

  it('shows a proxy that sets forwarding headers, which is a service once the marks are gone', () => {
    const shown = text
      .replace(/^( {2})# ((?:proxy:| {2}).*)$/gm, '$1$2')
      .replace('  # caddy-data:', '  caddy-data:');
    const { proxy } = z
      .looseObject({ proxy: z.looseObject({ command: z.string() }) })
      .parse(parse(shown).services);
    expect(proxy.command).toMatch(/^caddy reverse-proxy --from \S+ --to app:3000$/);
    expect(proxy).toMatchObject({ networks: ['outside'], logging: { driver: 'json-file' } });
  });
});

describe('Dockerfile', () => {
  it('runs as somebody without rights, on a Node line that is maintained, and is asked for its health', () => {
    const images = [...docker.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual(['node:24-trixie-slim', 'node:24-trixie-slim']);
    expect(docker.slice(docker.lastIndexOf('FROM'))).toMatch(/^USER node$/m);
    expect(docker).toMatch(/^HEALTHCHECK .*\n {2}CMD \["node"/m);
  });

  it('installs what production needs, builds once, and carries no compiler', () => {
    expect(docker).toMatch(/^RUN npm ci --omit=dev --ignore-scripts$/m);
    expect(docker).toMatch(/^RUN npm run build && rm -rf node_modules\/typescript/m);
  });

  it('brings along what the commands of package.json run', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const name of ['start', 'county', 'doctor']) expect(scripts[name]).toMatch(/^node src\/run\.js /);
    expect(docker).toMatch(/^COPY src\/run\.js src\/build\.js src\/refuse\.js \.\/src\/$/m);
    expect(docker).toMatch(/^COPY package\.json LICENSE \.\/$/m);
    expect(docker).toMatch(/^COPY templates \.\/templates$/m);
  });
});

describe('the handbook pages of installing and upgrading', () => {
  const page = readFileSync('templates/handbook/安装.md', 'utf8');
  const both = page + readFileSync('templates/handbook/升级.md', 'utf8');

  it('make every secret that compose.yaml reads, as its own head says', () => {
    for (const name of Object.keys(secrets)) {
      const [line = ''] = new RegExp(`openssl rand .* > secrets/${name}`).exec(page) ?? [];
      expect(line).not.toBe('');
      expect(text).toContain(line);
    }
  });

  it('name only variables, scripts and services that there are', () => {
    const known = new Set([
      ...CONFIG_NAMES.map(({ name }) => name),
      ...SECRETS.map((name) => `${name}_FILE`),
    ]);
    const named = [...both.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [, name = ''] of both.matchAll(/npm run ([a-z]+)/g)) expect(scripts).toHaveProperty(name);
    for (const [, name = ''] of both.matchAll(/docker compose (?:exec|logs -f) ([a-z]+)/g))
      expect(services).toHaveProperty(name);
  });
});
