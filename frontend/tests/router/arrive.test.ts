/** Back on a page: it follows its film until nothing moves it any more, however slow the server is. */
import { arrive } from '$lib/router/arrive';
import { router } from '$lib/router/router.svelte';
import { remember } from '$lib/router/memory';

/** How far the film is from the top of the document, as late answers change it. */
let height = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
  height = 2000;
  sessionStorage.clear();
  document.body.innerHTML =
    '<main><section data-testid="results"><article data-movie-id="7"></article></section></main>';
  const film = document.querySelector('article') as HTMLElement;
  film.getBoundingClientRect = () => new DOMRect(0, height - window.scrollY, 10, 10);
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(9000);
  vi.spyOn(window, 'scrollTo').mockImplementation(((_: number, top: number) => {
    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(top);
  }) as typeof window.scrollTo);
  history.replaceState({ key: 'here', draft: false }, '', '/');
  const anchor = { film: '7', part: 'results', top: 100 };
  remember('here', { scroll: 1900, anchor });
  router.start();
});
afterEach(() => {
  router.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('follows its film when what is above it comes late', async () => {
  await arrive();
  vi.advanceTimersByTime(100);
  expect(window.scrollY).toBe(1900);
  vi.advanceTimersByTime(300);
  height += 24;
  vi.advanceTimersByTime(50);
  expect(window.scrollY).toBe(1924);
});

it('leaves the page alone once it has been steady, and when somebody scrolls', async () => {
  await arrive();
  vi.advanceTimersByTime(900);
  height += 24;
  vi.advanceTimersByTime(100);
  expect(window.scrollY).toBe(1900);

  height = 2000;
  await arrive();
  window.dispatchEvent(new Event('wheel'));
  height += 24;
  vi.advanceTimersByTime(100);
  expect(window.scrollY).toBe(1900);
});
