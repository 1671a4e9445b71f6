/** What Chromium's browsers send where the app can be installed; TypeScript does not know it. */
interface InstallOffer extends Event {
  prompt: () => Promise<unknown>;
}

/**
 * Whether the browser offers to install the app. Its own banner stays away: who wants the app finds
 * the offer in Settings, and nobody is asked.
 */
export class Install {
  #offer = $state.raw<InstallOffer | null>(null);

  get isOffered(): boolean {
    return this.#offer !== null;
  }

  /** Listens until the returned function is called. */
  listen(): () => void {
    const offered = (event: Event) => {
      event.preventDefault();
      this.#offer = event as InstallOffer;
    };
    const done = () => {
      this.#offer = null;
    };
    addEventListener('beforeinstallprompt', offered);
    addEventListener('appinstalled', done);
    return () => {
      removeEventListener('beforeinstallprompt', offered);
      removeEventListener('appinstalled', done);
    };
  }

  /** The browser asks; an offer can be taken up once. */
  async take(): Promise<void> {
    const offer = this.#offer;
    this.#offer = null;
    await offer?.prompt();
  }
}

export const install = new Install();
