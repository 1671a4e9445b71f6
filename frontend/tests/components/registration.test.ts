/** The pages of an account say who may make one. */
import { render, screen } from '@testing-library/svelte';
import * as api from '$lib/api/me';
import type { SessionState } from '$lib/api/models';
import { Problem } from '$lib/api/problem';
import { t } from '$lib/i18n';
import AccountForm from '$routes/account/AccountForm.svelte';
import { router } from '$lib/router/router.svelte';
import { session } from '$lib/state/session.svelte';

vi.mock('$lib/api/me', { spy: true });

const guest = (registration: SessionState['registration']) =>
  vi.mocked(api.getSession).mockResolvedValue({ user: null, csrf_token: 'token', registration });

async function open(registration: SessionState['registration'], address: string) {
  guest(registration);
  await session.refresh();
  router.replace(address);
  router.show();
  render(AccountForm, { purpose: address.startsWith('/register') ? 'register' : 'sign-in' });
}

it('says that accounts are made by the operator where registration is closed', async () => {
  await open('closed', '/register');
  expect(screen.getByTestId('registration-closed')).toHaveTextContent(t.account.registrationClosed);
  expect(screen.queryByTestId('username')).toBeNull();
});

it('leads nobody who signs in to a page where no account can be made', async () => {
  await open('closed', '/sign-in');
  expect(screen.getByTestId('username')).toBeInTheDocument();
  expect(screen.queryByText(t.account.toRegister)).toBeNull();
});

it('asks for the link where an invitation is needed', async () => {
  await open('invitation', '/register');
  expect(screen.getByTestId('registration-closed')).toHaveTextContent(t.account.invitationNeeded);
});

it('sends the invitation of the link, and says that it has ended', async () => {
  await open('invitation', '/register?invitation=abc');
  const ended = new Problem({ type: '/api/docs#invitation-needed', title: '', status: 403 });
  const register = vi.mocked(api.register).mockRejectedValue(ended);
  const type = (id: string, value: string) => {
    const field = screen.getByTestId<HTMLInputElement>(id);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  type('username', 'ann');
  type('password', 'seven odd lanterns');
  screen.getByTestId('submit').click();
  expect(await screen.findByTestId('form-error')).toHaveTextContent(t.account.invitationEnded);
  expect(register.mock.calls[0]?.[0]).toEqual({
    username: 'ann',
    password: 'seven odd lanterns',
    invitation: 'abc',
  });
});
