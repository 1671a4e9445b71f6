import { Install } from '$lib/state/install.svelte';

it('keeps the offer of the browser for who looks for it, and asks nobody', async () => {
  const install = new Install();
  const stop = install.listen();
  expect(install.isOffered).toBe(false);
  const prompt = vi.fn().mockResolvedValue(undefined);
  const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  window.dispatchEvent(offer);
  expect(offer.defaultPrevented).toBe(true);
  expect(install.isOffered).toBe(true);
  expect(prompt).not.toHaveBeenCalled();
  await install.take();
  expect(prompt).toHaveBeenCalledTimes(1);
  expect(install.isOffered).toBe(false); // an offer can be taken up once
  stop();
});

it('offers nothing once the app is there', () => {
  const install = new Install();
  const stop = install.listen();
  window.dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: vi.fn() }));
  window.dispatchEvent(new Event('appinstalled'));
  expect(install.isOffered).toBe(false);
  stop();
});
