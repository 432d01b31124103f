/** The import law of the house (src/README.md). An import goes down or stays in its folder. */
const LAYERS = [
  ['kit'],
  ['texts'],
  ['mongo', 'privacy'],
  ['audit'],
  ['media'],
  ['places', 'people', 'calendar'],
  ['casefiles'],
  ['dropouts', 'hazards', 'incidents', 'duties', 'inspections', 'supervision'],
  ['figures'],
  ['delivery', 'reminders', 'digests', 'ledgers', 'documents'],
  ['chat', 'doctor'],
  ['jobs', 'console'],
];
const DOMAIN = [
  'places',
  'people',
  'calendar',
  'casefiles',
  'dropouts',
  'hazards',
  'incidents',
  'duties',
  'inspections',
  'supervision',
  'figures',
];

/** What is sent out and how the vendors are spoken to is said in contracts that these folders may read. */
const SEES = {
  delivery: '^src/platforms/channel\\.ts',
  doctor: '^src/platforms/(connection|self-test|fetch-limited)\\.ts',
};

const inFolders = (names) => `^src/(${names.join('|')})/`;

const layerRules = LAYERS.flatMap((layer, depth) =>
  layer.map((folder) => {
    const forbidden = [...LAYERS.slice(depth + 1).flat(), ...layer.filter((other) => other !== folder)];
    return {
      name: `layer-${folder}`,
      comment: `src/${folder} may import only what lies below it.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: {
        path: inFolders([...forbidden, 'platforms', 'http', 'sandbox', 'inbox', 'cli', 'compose']),
        ...(SEES[folder] ? { pathNot: SEES[folder] } : {}),
      },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules.map((rule) =>
      rule.name === 'layer-jobs'
        ? { ...rule, to: { path: inFolders(['platforms', 'http', 'sandbox', 'cli', 'compose', 'console']) } }
        : rule,
    ),
    {
      name: 'kit-is-pure',
      comment: 'src/kit knows nothing of the domain nor of the database.',
      severity: 'error',
      from: { path: '^src/kit/' },
      to: { path: '^src/(?!kit/|errors\\.ts)' },
    },
    {
      name: 'texts-know-nobody',
      comment:
        'src/texts says what templates are filled with, in words of its own; whoever fills them sees it.',
      severity: 'error',
      from: { path: '^src/texts/' },
      to: { path: '^src/(?!texts/|kit/|errors\\.ts)' },
    },
    {
      name: 'platforms-are-strangers',
      comment: 'One platform never sees another one; the contract is platforms/platform.ts.',
      severity: 'error',
      from: { path: '^src/platforms/([^/]+)/' },
      to: { path: '^src/platforms/[^/]+/', pathNot: '^src/platforms/$1/' },
    },
    {
      name: 'platforms-see-no-domain',
      comment: 'Platforms see platforms/platform, chat/message, chat/reply, kit and errors.',
      severity: 'error',
      from: { path: '^src/platforms/' },
      to: { path: '^src/', pathNot: '^src/(platforms/|chat/(message|reply)\\.ts|kit/|errors\\.ts)' },
    },
    {
      name: 'http-sees-chat-inbox-platform',
      severity: 'error',
      from: { path: '^src/http/' },
      to: {
        path: '^src/',
        pathNot: '^src/(http|kit|chat|inbox)/|^src/platforms/platform\\.ts|^src/(errors|log|metrics)\\.ts',
      },
    },
    {
      name: 'inbox-sees-message-and-store',
      severity: 'error',
      from: { path: '^src/inbox/' },
      to: {
        path: '^src/',
        pathNot: '^src/(inbox|kit|mongo|privacy)/|^src/chat/message\\.ts|^src/(errors|log|metrics)\\.ts',
      },
    },
    {
      name: 'sandbox-plays-the-vendors',
      comment:
        'The sandbox speaks to our addresses from outside: it may share payload types with the platforms, never their code.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: {
        path: '^src/',
        pathNot: '^src/(sandbox|kit)/|^src/http/|^src/(errors|log)\\.ts|^src/platforms/[^/]+/payload\\.ts',
      },
    },
    {
      name: 'simulated-vendors-are-strangers',
      comment: 'One simulated vendor never sees the other one; what they share lies beside their folders.',
      severity: 'error',
      from: { path: '^src/sandbox/(wecom|dingtalk)/' },
      to: { path: '^src/sandbox/(wecom|dingtalk)/', pathNot: '^src/sandbox/$1/' },
    },
    {
      name: 'chat-sees-services-as-types',
      comment:
        'Of what is stored the chat sees types only: `types.ts` and `services.ts` hold nothing else. Its own store is the exception.',
      severity: 'error',
      from: { path: '^src/chat/', pathNot: '-store\\.ts$' },
      to: {
        path: '^src/(dropouts|hazards|incidents|duties|inspections|supervision|casefiles|figures|people|media|mongo|privacy|delivery|reminders|digests)/',
        pathNot:
          '/types\\.ts$|^src/casefiles/(found|rights|appended|pointed-at|question)\\.ts|^src/people/(actor|roles|scope)\\.ts|^src/(dropouts|hazards)/(words|transitions)\\.ts|^src/duties/(answer-choices|answerable|ended|for-groups|names|photos|pick|read-answer|read-zero|said|several-answers|still-owed|totals-meant|words)\\.ts|^src/incidents/(answer-cry|kind-of)\\.ts|^src/figures/asked-words\\.ts',
      },
    },
    {
      name: 'commands-are-strangers',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '^commands/' },
    },
    {
      name: 'commands-see-little',
      comment:
        'Commands import chat/command, chat/args, domain rules, kit, errors, the types of texts and zod; stores reach them as ctx.services.',
      severity: 'error',
      from: { path: '^commands/' },
      to: {
        path: '.',
        pathNot:
          '^src/(chat/(command|args|fields)\\.ts|texts/reply-texts\\.ts|kit/|errors\\.ts|(places|people|dropouts|hazards|incidents|duties|inspections|supervision|documents|ledgers|figures|casefiles|calendar|privacy)/|(reminders|digests|audit)/types\\.ts|reminders/(calendar-lines|rule-lines|read-change)\\.ts)|^node_modules/zod|^zod',
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'commands-see-no-stores',
      severity: 'error',
      from: { path: '^commands/' },
      to: { path: '-store\\.ts$' },
    },
    {
      name: 'src-never-imports-commands',
      comment: 'Commands are loaded by folder.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^commands/' },
    },
    {
      name: 'mongoose-in-stores-only',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: '-store\\.ts$|^src/(mongo|media)/' },
      to: { path: 'node_modules/(mongoose|mongodb|bson)/' },
    },
    {
      name: 'koa-in-http-console-sandbox-only',
      severity: 'error',
      from: { path: '^(src|commands)/', pathNot: '^src/(http|console|sandbox)/' },
      to: { path: 'node_modules/(koa|@koa/router|raw-body)/' },
    },
    {
      name: 'domain-sees-no-outside',
      comment: 'Rules and stores know neither the chat nor the web.',
      severity: 'error',
      from: { path: inFolders(DOMAIN) },
      to: { path: inFolders(['chat', 'http', 'platforms', 'inbox', 'jobs', 'sandbox']) },
    },
    {
      name: 'no-production-sandbox',
      comment: 'The sandbox is loaded by main on demand only, never by a static import.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: '^src/sandbox/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '^(commands/|test/|src/(main|run|cli/))|\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'no-dev-dependencies-in-src',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(@types|tsx)/' },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
