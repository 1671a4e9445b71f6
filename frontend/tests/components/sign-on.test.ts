/** The page for signing in: providers, passwords that are off, the second factor, plain http. */
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import * as signOn from '$lib/api/sign-on';
import type { SessionState } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';
import { leaveFor } from '$lib/router/leave';
import AccountForm from '$routes/account/AccountForm.svelte';
import SignOn from '$routes/account/SignOn.svelte';
import { router } from '$lib/router/router.svelte';
import { session } from '$lib/state/session.svelte';

vi.mock('$lib/api/me', { spy: true });
vi.mock('$lib/api/sign-on', { spy: true });
vi.mock('$lib/router/leave', () => ({ leaveFor: vi.fn() }));

const house = { id: 'house', name: 'The house' };
const problem = (kind: string, status = 403) =>
  new Problem({ type: `/api/docs#${kind}`, title: '', status });

async function open(state: Partial<SessionState>) {
  const guest: SessionState = { user: null, csrf_token: 'token', registration: 'open', ...state };
  vi.mocked(api.getSession).mockResolvedValue(guest);
  await session.refresh();
  router.replace('/sign-in?next=/library');
  router.show();
  render(AccountForm, { purpose: 'sign-in' });
}

it('has a button for each provider, which leads there and back to the page wanted', async () => {
  vi.mocked(signOn.startSignOn).mockResolvedValue({ location: 'https://auth.example/authorize' });
  await open({ providers: [house] });
  await fireEvent.click(screen.getByText(t.signOn.with('The house')));
  expect(signOn.startSignOn).toHaveBeenCalledWith('house', '/library');
  expect(leaveFor).toHaveBeenCalledWith('https://auth.example/authorize');
});

it('says that a provider did not answer', async () => {
  vi.mocked(signOn.startSignOn).mockRejectedValue(problem('provider-unreachable', 502));
  await open({ providers: [house] });
  await fireEvent.click(screen.getByTestId('provider-house'));
  expect(await screen.findByTestId('provider-error')).toHaveTextContent(
    t.signOn.unreachable('The house'),
  );
});

it('asks for no password where passwords are off', async () => {
  await open({ providers: [house], password_login: false });
  expect(screen.queryByTestId('password')).toBeNull();
  expect(screen.getByTestId('provider-house')).toBeInTheDocument();
});

it('asks for the code once the password is right', async () => {
  const signIn = vi.mocked(api.signIn).mockRejectedValue(problem('second-factor-needed'));
  await open({});
  expect(screen.queryByTestId('code')).toBeNull();
  await fireEvent.input(screen.getByTestId('username'), { target: { value: 'ann' } });
  await fireEvent.input(screen.getByTestId('password'), { target: { value: 'odd lanterns' } });
  await fireEvent.click(screen.getByTestId('submit'));
  await fireEvent.input(await screen.findByTestId('code'), { target: { value: ' 123456 ' } });
  signIn.mockRejectedValue(problem('wrong-code'));
  await fireEvent.click(screen.getByTestId('submit'));
  expect(await screen.findByText(t.signOn.codeWrong)).toBeInTheDocument();
  expect(signIn.mock.calls.at(-1)?.[0]).toEqual({
    username: 'ann',
    password: 'odd lanterns',
    code: '123456',
  });
});

it('says that nobody can stay signed in over plain http', async () => {
  await open({ loses_cookies: true });
  expect(screen.getByTestId('loses-cookies')).toHaveTextContent(t.signOn.insecure);
});

it.each([
  ['sign-on-lost', t.signOn.lost],
  ['sign-up-refused', t.signOn.noAccount],
  ['identity-taken', t.signOn.taken],
  ['sign-on-refused', t.signOn.refused],
])('says why a provider’s answer signs nobody in: %s', async (kind, words) => {
  await open({});
  cleanup();
  vi.mocked(signOn.finishSignOn).mockRejectedValue(problem(kind));
  router.replace('/sign-on/house?code=c&state=s');
  router.show();
  render(SignOn, { params: { provider: 'house' } });
  expect(await screen.findByTestId('sign-on-error')).toHaveTextContent(words);
});

it('says that the provider let nobody through', async () => {
  await open({});
  cleanup();
  router.replace('/sign-on/house?error=access_denied&state=s');
  router.show();
  render(SignOn, { params: { provider: 'house' } });
  expect(await screen.findByTestId('sign-on-error')).toHaveTextContent(t.signOn.cancelled);
});
