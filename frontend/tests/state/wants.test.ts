import { Problem } from '$lib/api/problem';
import { t, use } from '$lib/i18n';
import { Form } from '$lib/state/form.svelte';
import { daysFault, passwordFault, plainName, usernameFault } from '$lib/state/wants';
import { explain } from '$routes/account/faults';

const VALIDATOR = "String should match pattern '^[A-Za-z0-9]'.";
const refused = (pointer: string) =>
  new Problem({ status: 422, title: 'x', errors: [{ pointer, detail: VALIDATOR }] });

afterEach(() => use('en'));

it.each([
  ['Jörg', 'Joerg'],
  ['Jo\u0308rg', 'Joerg'], // The same name, decomposed.
  ['Ärzte', 'Aerzte'],
  ['Straße', 'Strasse'],
  ['İpek', 'Ipek'],
  ['ışık', 'isik'],
  ['Łukasz', 'Lukasz'],
  ['René Ångström', 'Rene.Angstroem'],
  ['ｆｕｌｌ', 'full'],
  ['山田', ''],
  ['.-dot', 'dot'],
])('proposes plain letters for %s', (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

it.each(['en', 'de'] as const)('says what a name may be, in %s', async (language) => {
  await use(language);
  expect(usernameFault('ann')).toBeNull();
  expect(usernameFault('Jörg')).toContain('Joerg');
  expect(usernameFault('山田')).toBe(t.account.usernameRule(null));
  expect(usernameFault('ab')).toBe(t.account.usernameRule(null));
  expect(usernameFault('')).toBe(t.account.missingUsername);
});

it.each([
  ['short one', 'ann', 'passwordShort'],
  ['😀😀😀😀😀😀', 'ann', 'passwordShort'], // Six characters in twelve units.
  ['the-lantern-of-Joerg', 'joerg', 'passwordHasName'],
  ['the-lantern-of-greoj', 'joerg', 'passwordHasName'],
  ['aabbaabbaabb', 'ann', 'passwordRepeats'],
] as const)('says what is wrong with the password %s', (password, name, key) => {
  expect(passwordFault(password, name)).toBe(t.account[key]);
});

it('finds nothing wrong with a good password', () => {
  expect(passwordFault('seven odd lanterns', 'ann')).toBeNull();
});

it.each(['', '0', '366', '1.5', '-3', 'ninety', '1e2'])('wants whole days, not %o', (text) => {
  expect(daysFault(text)).toBe(t.settings.daysRule);
});

it('never shows the words of the validator', async () => {
  const form = new Form({ name: () => t.settings.tokenNameRule });
  await form.send(() => Promise.reject(refused('/name')));
  expect(form.faults).toEqual({ name: t.settings.tokenNameRule });
  await form.send(() => Promise.reject(refused('/other')));
  expect(form.faults).toEqual({ form: t.settings.failed });
  expect(explain(refused('/username'))).toEqual({ username: t.account.usernameRule(null) });
  expect(explain(refused('/password'))).toEqual({ password: t.account.passwordEasy });
  expect(explain(refused('/else'))).toEqual({ form: t.account.failed });
});

it('does not send what the page itself finds wrong', async () => {
  const form = new Form({ name: () => 'x' });
  const call = vi.fn();
  expect(await form.send(call, { name: 'Say what it is for.' })).toBe(false);
  expect([call.mock.calls.length, form.faults['name']]).toEqual([0, 'Say what it is for.']);
});
