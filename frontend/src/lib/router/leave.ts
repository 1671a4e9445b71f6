/** Leaves the app for an address of another site, as a provider's is. */
export const leaveFor = (address: string): void => {
  if (/^https?:\/\//.test(address)) window.location.assign(address);
};
