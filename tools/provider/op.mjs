// A certified OpenID provider (panva/oidc-provider) on loopback, set up to answer as ID-porten does: its levels, `pid`,
// `locale` and `sid` in the id token, pushed requests and PKCE required, private_key_jwt, back-channel and RP-initiated
// logout. Clients come as JSON on the command line; the issuer is printed when it answers.
import { createServer } from 'node:http';
import { createHash, generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const LEVELS = ['low', 'substantial', 'high'].flatMap((level) => [`idporten-loa-${level}`, `eidas-loa-${level}`]);

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const signing = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const clients = JSON.parse(process.argv[2]).map((client) => ({
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'RS256',
  id_token_signed_response_alg: 'RS256',
  response_types: ['code'],
  grant_types: ['authorization_code'],
  subject_type: 'pairwise',
  require_pushed_authorization_requests: true,
  ...client,
}));

// Whoever types an account on the sign-in page is that person: a national id number, or a work account `tenant:object`.
const claimsOf = (account) => {
  const [tid, oid] = account.split(':');
  return oid ? { tid, oid } : { pid: account };
};

const provider = new Provider(issuer, {
  clients,
  jwks: { keys: [{ ...signing, kid: 'provider-1', alg: 'RS256', use: 'sig' }] },
  acrValues: [...LEVELS, 'substantial', 'high', 'entraid'],
  claims: { openid: ['sub', 'pid', 'tid', 'oid', 'locale'], profile: ['name'], acr: null, amr: null, sid: null, auth_time: null, iss: null },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  scopes: ['openid', 'profile'],
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => page(ctx, 'Logg ut', `${form}<button form="op.logoutForm" name="logout" value="yes">Logg ut</button>`),
    },
    backchannelLogout: { enabled: true },
  },
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_, account, client) => createHash('sha256').update(`${client.clientId} ${account}`).digest('base64url'),
  findAccount: (_, account) => ({
    accountId: account,
    claims: () => ({ sub: account, locale: 'nb', ...claimsOf(account) }),
  }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  // By itself it never calls a loopback address; here everybody is on one.
  fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  cookies: { keys: ['for this run only'] },
  ttl: { Session: 3600, Interaction: 600, Grant: 600, AccessToken: 120, IdToken: 120 },
});

const page = (ctx, title, inside) => {
  ctx.type = 'html';
  ctx.body = `<!doctype html><html lang="nb"><title>${title}</title><h1>${title}</h1>${inside}`;
};

const typed = async (request) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
};

provider.use(async (ctx, next) => {
  const [, uid] = ctx.path.match(/^\/interaction\/([^/]+)$/) ?? [];
  if (!uid) return next();
  const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res);
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid profile');
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(ctx.req, ctx.res, { consent }, { mergeWithLastSubmission: true });
  }
  if (ctx.method === 'GET') {
    const wanted = (params.acr_values ?? 'idporten-loa-high').split(' ')[0];
    return page(ctx, 'Test-ID', `<p>Språk: ${params.ui_locales}. Krav: ${params.acr_values}.</p><form method="post">
      <label>Fødselsnummer <input name="account" autocomplete="off"></label>
      <label>Nivå <input name="acr" value="${wanted}"></label>
      <button name="do" value="sign-in">Logg inn</button><button name="do" value="cancel">Avbryt</button></form>`);
  }
  const form = await typed(ctx.req);
  const answer = form.get('do') === 'cancel'
    ? { error: 'access_denied', error_description: 'cancelled by the user' }
    : { login: { accountId: form.get('account'), acr: form.get('acr'), amr: ['TestID'], remember: false } };
  return provider.interactionFinished(ctx.req, ctx.res, answer, { mergeWithLastSubmission: false });
});

provider.on('backchannel.error', (_, error) => console.error(error));
provider.on('server_error', (_, error) => console.error(error));
server.on('request', provider.callback());
console.log(issuer);
process.stdin.resume().on('end', () => process.exit()); // whoever started us is gone
